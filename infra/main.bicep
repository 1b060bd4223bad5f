// Matchmaking on Azure Functions, Flex Consumption, on the isolated worker: the app, its storage without shared keys, a vault for SendGrid's key,
// logs, and alerts on poison queues. See README.md beside this file.
targetScope = 'resourceGroup'

@description('Short name that all resources begin with: lower-case letters and digits.')
@minLength(3)
@maxLength(11)
param name string = 'matchmaking'

@description('Azure region. It must offer Flex Consumption.')
param location string = resourceGroup().location

@description('Address by which people reach the service, for links in mails and pages, such as https://matchmaking.example.org/. Empty: the site\'s own name.')
param publicBaseUrl string = ''

@description('Sender of the mails: an address that SendGrid has verified.')
param mailFrom string

@description('Name of the sender.')
param mailFromName string = 'Matchmaking'

@description('Where replies to the mails go. Empty: to the sender.')
param mailReplyTo string = ''

@description('True only in production: mail may go to anybody.')
param mailProduction bool = false

@description('Outside production: addresses, or @domain, that mail may go to.')
param mailAllowedRecipients string[] = []

@description('SendGrid\'s API key, with the permission "Mail Send" only. Kept in the vault. Empty: the key that is in the vault already stays.')
@secure()
param sendGridApiKey string = ''

@description('SendGrid\'s address: https://api.sendgrid.com/, or https://api.eu.sendgrid.com/ for accounts in the EU.')
param sendGridBaseUrl string = 'https://api.sendgrid.com/'

@description('Address that is told of poison messages and failures.')
param alertEmail string

@description('Object id of the person or pipeline that uploads the package. Empty: nobody gets that right here.')
param deployerObjectId string = ''

@description('What deployerObjectId is.')
@allowed(['User', 'Group', 'ServicePrincipal'])
param deployerType string = 'ServicePrincipal'

@description('Most instances at once. Rounds are serialised anyway; more instances serve more readers.')
@minValue(40)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('Memory of an instance in MiB.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('Days that logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 90

var suffix = uniqueString(resourceGroup().id, name)
var packageContainer = 'packages'
var secretName = 'sendgrid-api-key'

var roles = {
  blobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  blobDataContributor: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
  queueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  tableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
  metricsPublisher: '3913510d-42f4-4e42-8a64-420c390055eb'
  secretsUser: '4633458b-17de-408a-b874-0445c86b69e6'
}

// What the host and the program need on the storage account: locks, keys and the package; triggers and outbox; rows.
var storageRoles = [
  roles.blobDataOwner
  roles.queueDataContributor
  roles.tableDataContributor
]

resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: take('${name}${suffix}', 24)
  location: location
  kind: 'StorageV2'
  sku: {
    name: 'Standard_ZRS'
  }
  properties: {
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' = {
  parent: storage
  name: 'default'
}

resource packages 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = {
  parent: blobs
  name: packageContainer
  properties: {
    publicAccess: 'None'
  }
}

resource queues 'Microsoft.Storage/storageAccounts/queueServices@2023-05-01' = {
  parent: storage
  name: 'default'
}

// Tables and queues are made by the program when they are first needed.

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: '${name}-logs-${suffix}'
  location: location
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: logRetentionDays
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: '${name}-insights-${suffix}'
  location: location
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: logs.id
    DisableLocalAuth: true
  }
}

// Writes to queues are logged, since metrics do not tell one queue from another.
resource queueLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'queue-writes'
  scope: queues
  properties: {
    workspaceId: logs.id
    logs: [
      {
        category: 'StorageWrite'
        enabled: true
      }
    ]
  }
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: take('${name}-${suffix}', 24)
  location: location
  properties: {
    tenantId: subscription().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    enablePurgeProtection: true
  }
}

resource secret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (!empty(sendGridApiKey)) {
  parent: vault
  name: secretName
  properties: {
    value: sendGridApiKey
  }
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: '${name}-plan-${suffix}'
  location: location
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: '${name}-${suffix}'
  location: location
  kind: 'functionapp,linux'
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    siteConfig: {
      minTlsVersion: '1.2'
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${storage.properties.primaryEndpoints.blob}${packageContainer}'
          authentication: {
            type: 'SystemAssignedIdentity'
          }
        }
      }
      scaleAndConcurrency: {
        maximumInstanceCount: maximumInstanceCount
        instanceMemoryMB: instanceMemoryMB
      }
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
    }
  }
  dependsOn: [
    packages
  ]
}

// Settings are replaced as a whole: one that is not here is removed by a deployment. What runs the program is said above:
// Flex Consumption refuses a setting for it.
resource settings 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: app
  name: 'appsettings'
  properties: union(
    {
      AzureWebJobsStorage__accountName: storage.name
      AzureWebJobsStorage__credential: 'managedidentity'
      AzureWebJobsDisableHomepage: 'true'
      APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'Authorization=AAD'
      PublicBaseUrl: empty(publicBaseUrl) ? 'https://${app.properties.defaultHostName}/' : publicBaseUrl
      Mail__From: mailFrom
      Mail__FromName: mailFromName
      Mail__Production: string(mailProduction)
      Mail__SendGrid__ApiKey: '@Microsoft.KeyVault(SecretUri=${vault.properties.vaultUri}secrets/${secretName})'
      Mail__SendGrid__BaseUrl: sendGridBaseUrl
    },
    empty(mailReplyTo) ? {} : { Mail__ReplyTo: mailReplyTo },
    toObject(range(0, length(mailAllowedRecipients)), i => 'Mail__AllowedRecipients__${i}', i => mailAllowedRecipients[i])
  )
  // Rights first: the host reads its storage and the vault as soon as it has the settings.
  dependsOn: [
    appOnStorage
    appOnInsights
    appOnSecret
    secret
  ]
}

resource appOnStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in storageRoles: {
    name: guid(storage.id, app.id, role)
    scope: storage
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
      principalId: app.identity.principalId
      principalType: 'ServicePrincipal'
    }
  }
]

resource appOnInsights 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(insights.id, app.id, roles.metricsPublisher)
  scope: insights
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.metricsPublisher)
    principalId: app.identity.principalId
    principalType: 'ServicePrincipal'
  }
}

resource appOnSecret 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, app.id, roles.secretsUser)
  scope: vault
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.secretsUser)
    principalId: app.identity.principalId
    principalType: 'ServicePrincipal'
  }
}

resource deployerOnPackages 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(deployerObjectId)) {
  name: guid(packages.id, deployerObjectId, roles.blobDataContributor)
  scope: packages
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.blobDataContributor)
    principalId: deployerObjectId
    principalType: deployerType
  }
}

resource operators 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: '${name}-operators'
  location: 'global'
  properties: {
    groupShortName: take(name, 12)
    enabled: true
    emailReceivers: [
      {
        name: 'operators'
        emailAddress: alertEmail
        useCommonAlertSchema: true
      }
    ]
  }
}

// A message put into a queue whose name ends in -poison, whoever put it there.
resource poisonAlert 'Microsoft.Insights/scheduledQueryRules@2023-03-15-preview' = {
  name: '${name}-poison'
  location: location
  properties: {
    displayName: 'Messages have become poison'
    description: 'A message failed five times. See "poison list" in docs/operations.md.'
    severity: 1
    enabled: true
    scopes: [
      logs.id
    ]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    autoMitigate: false
    // The table appears with the first write that is logged.
    skipQueryValidation: true
    criteria: {
      allOf: [
        {
          query: 'StorageQueueLogs | where AccountName == "${storage.name}" | where OperationName == "PutMessage" and StatusCode == 201 | where Uri has "-poison/messages" | extend Queue = extract("/([a-z0-9-]+-poison)/messages", 1, Uri)'
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
          dimensions: [
            {
              name: 'Queue'
              operator: 'Include'
              values: [
                '*'
              ]
            }
          ]
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    actions: {
      actionGroups: [
        operators.id
      ]
    }
  }
}

// What runs the program says that it cannot work (a critical line; the program itself writes none), or the host that it gave up starting it. A line
// that carries an exception is in the second table.
resource brokenAlert 'Microsoft.Insights/scheduledQueryRules@2023-03-15-preview' = {
  name: '${name}-broken'
  location: location
  properties: {
    displayName: 'The program cannot work'
    description: 'Critical lines in the program\'s log, or the host gave up starting it.'
    severity: 0
    enabled: true
    scopes: [
      logs.id
    ]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    autoMitigate: true
    skipQueryValidation: true
    criteria: {
      allOf: [
        {
          query: 'union isfuzzy=true AppTraces, AppExceptions | where AppRoleName == "${app.name}" | where SeverityLevel == 4 or Message has "Exceeded language worker restart retry count"'
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    actions: {
      actionGroups: [
        operators.id
      ]
    }
  }
}

@description('Name of the function app.')
output appName string = app.name

@description('Where the service answers.')
output address string = 'https://${app.properties.defaultHostName}/'

@description('Container into which deployment tools put the package.')
output packageContainerUrl string = '${storage.properties.primaryEndpoints.blob}${packageContainer}'

@description('Vault that holds SendGrid\'s key.')
output vaultName string = vault.name
