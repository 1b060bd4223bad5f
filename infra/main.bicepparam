// An example to copy: az deployment group create -g GROUP -f infra/main.bicep -p infra/main.bicepparam
using './main.bicep'

param name = 'matchmaking'
param publicBaseUrl = 'https://matchmaking.example.org/'
param mailFrom = 'matchmaking@example.org'
param mailAllowedRecipients = ['@example.org']
param alertEmail = 'operators@example.org'

// From the environment of whoever deploys, so that no secret is in a file.
param sendGridApiKey = readEnvironmentVariable('SENDGRID_API_KEY', '')
