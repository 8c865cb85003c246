using AutoDiff.VerifyIL;
using Mono.Cecil;

if (args.Length < 3)
{
    Console.Error.WriteLine("usage: VerifyIL <folder with Mono's class libraries> <output folder> <assembly>...");
    return 2;
}

// Mono's verifier knows Mono's class libraries only: copies that refer to these are what it can read.
var libraries = new Libraries(args[0]);
foreach (var file in args[2..])
{
    // Constants of enumerations that other assemblies declare are written by what these say.
    libraries.AddSearchDirectory(Path.GetDirectoryName(Path.GetFullPath(file)));
    using var module = ModuleDefinition.ReadModule(file, new ReaderParameters { InMemory = true, AssemblyResolver = libraries });
    new Retarget(module, libraries).Run();
    Console.WriteLine($"{module.GetTypes().Where(t => t.Name == "<AutoDiff>").Sum(t => t.Methods.Count)} generated methods in {Path.GetFileName(file)}");
    module.Write(Path.Combine(args[1], Path.GetFileName(file)));
}
return 0;
