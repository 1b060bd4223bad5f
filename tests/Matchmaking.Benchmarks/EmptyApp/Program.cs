// The least that ASP.NET Core can be: what the start of the service is measured against.
var builder = WebApplication.CreateSlimBuilder(args);
var app = builder.Build();
app.MapGet("/", () => "");
app.Run();
