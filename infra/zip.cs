#:property PublishAot=false
#:property RestorePackagesWithLockFile=false
#:property RestoreLockedMode=false
#:property EnforceCodeStyleInBuild=false
#:property NoWarn=CA1416;CS1591

// Zips a folder so that the same content gives the same bytes: entries in order of their names, all of one time. The mode of each file
// goes with it, since the file system that the package is mounted on in Azure cannot be changed any more.
// Use: dotnet run infra/zip.cs -- folder file.zip
using System.IO.Compression;

if (args is not [var folder, var zip])
{
    Console.Error.WriteLine("Use: dotnet run infra/zip.cs -- folder file.zip");
    return 1;
}

const int RegularFile = 0x8000;
var time = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
var names = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
    .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal).ToList();
using (var archive = ZipFile.Open(zip, ZipArchiveMode.Create))
{
    foreach (var name in names)
    {
        var file = Path.Combine(folder, name);
        var entry = archive.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = time;
        entry.ExternalAttributes = (RegularFile | (int)File.GetUnixFileMode(file)) << 16;
        using var from = File.OpenRead(file);
        using var to = entry.Open();
        from.CopyTo(to);
    }
}

Console.WriteLine($"{zip}: {names.Count} files, {new FileInfo(zip).Length / 1024 / 1024} MiB");
return 0;
