using Matchmaking.Functions.Hosting;
using Microsoft.Azure.Functions.Worker.Builder;

// Started by the Functions host. On its own the same service is run by Matchmaking.Local.
var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.AddMatchmaking();
builder.Build().Run();
