using System.Text;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Collections.Generic;

namespace AutoDiff.Weaving;

/// <summary>
/// Keeps the name of the symbol file in the assembly as the compiler wrote it. Cecil puts the path on this machine there, whatever
/// <c>PathMap</c> said, and the same source in another folder would become another assembly.
/// </summary>
internal static class SymbolPath
{
    public static void Keep(ModuleDefinition module)
    {
        if (module.SymbolReader is PortablePdbReader reader && PathIn(module.GetDebugHeader()) is { } path)
            module.ReadSymbols(new Reader(reader, path));
    }

    // The entry is a signature, the identity of the symbols, their age, and the path, which a zero ends.
    private const int PathOffset = 24;

    private static byte[]? PathIn(ImageDebugHeader header) =>
        header.Entries.FirstOrDefault(IsCodeView)?.Data is { Length: > PathOffset } data ? data.Skip(PathOffset).ToArray() : null;

    private static bool IsCodeView(ImageDebugHeaderEntry entry) => entry.Directory.Type == ImageDebugType.CodeView;

    private static ImageDebugHeaderEntry WithPath(ImageDebugHeaderEntry entry, byte[] path)
    {
        byte[] data = [.. entry.Data.Take(PathOffset), .. path];
        var directory = entry.Directory;
        directory.SizeOfData = data.Length;
        return new(directory, data);
    }

    private sealed class Reader(ISymbolReader reader, byte[] path) : ISymbolReader, ISymbolWriterProvider
    {
        public ISymbolWriterProvider GetWriterProvider() => this;

        // They have matched when they were read first.
        public bool ProcessDebugHeader(ImageDebugHeader header) => true;

        public MethodDebugInformation Read(MethodDefinition method) => reader.Read(method);

        public Collection<CustomDebugInformation> Read(ICustomDebugInformationProvider provider) => reader.Read(provider);

        public void Dispose() => reader.Dispose();

        public ISymbolWriter GetSymbolWriter(ModuleDefinition module, string fileName) =>
            new Writer(reader.GetWriterProvider().GetSymbolWriter(module, fileName), path);

        public ISymbolWriter GetSymbolWriter(ModuleDefinition module, Stream symbolStream) =>
            new Writer(reader.GetWriterProvider().GetSymbolWriter(module, symbolStream), path);
    }

    private sealed class Writer(ISymbolWriter writer, byte[] path) : ISymbolWriter
    {
        public ISymbolReaderProvider GetReaderProvider() => writer.GetReaderProvider();

        public ImageDebugHeader GetDebugHeader() => new([.. writer.GetDebugHeader().Entries.Select(e => IsCodeView(e) ? WithPath(e, path) : e)]);

        public void Write(MethodDebugInformation info) => writer.Write(info);

        public void Write() => writer.Write();

        public void Write(ICustomDebugInformationProvider provider) => writer.Write(provider);

        public void Dispose() => writer.Dispose();
    }
}
