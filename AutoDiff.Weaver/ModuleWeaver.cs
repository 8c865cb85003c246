using System.Runtime.ExceptionServices;
using AutoDiff.Weaving.Accounts;
using AutoDiff.Weaving.Configuration;
using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Reports;
using Fody;
using Mono.Cecil;

namespace AutoDiff.Weaving;

/// <summary>
/// Fody's door. Nothing is reported through Fody, which knows no codes and forgets errors by the next build: diagnostics go to files that
/// the package's targets replay.
/// </summary>
public sealed class ModuleWeaver : BaseModuleWeaver
{
    // Import and differentiation recurse over dominator trees and call chains; the programs of others may be deep.
    private const int StackSize = 256 * 1024 * 1024;

    private DiagnosticBag? diagnostics;
    private WeaverConfiguration? settings;

    public override void Execute()
    {
        diagnostics = new DiagnosticBag(new Locator(ProjectFilePath ?? ModuleDefinition.FileName, Paths));
        try
        {
            var configuration = new ConfigurationReader(Config, Path.Combine(ProjectDirectory, "FodyWeavers.xml"), diagnostics)
                .Read(OutputDirectory) with
            { References = [.. ReferenceFiles.Select(f => new AssemblyNameReference(Path.GetFileNameWithoutExtension(f), new Version()))] };
            settings = configuration;
            SymbolPath.Keep(ModuleDefinition);
            var session = new WeavingSession(ModuleDefinition, configuration, diagnostics, WriteInfo);
            RunOnDeepStack(session.Run);
            WeavingInputs.Write(session.FilesRead, OutputDirectory);
            WriteReport(session.Accounts);
        }
        catch (Exception exception)
        {
            WriteInfo(exception.ToString());
            diagnostics.ReportInternalError(exception, null);
        }
        // A session that failed may leave a module that cannot be written; its diagnostics must not depend on it.
        if (diagnostics.HasErrors)
            WriteDiagnostics();
    }

    /// <summary>The module has been written: only now the list may say that all is well.</summary>
    public override void AfterWeaving()
    {
        WriteDiagnostics();
        if (settings?.Dump is { } wanted && !diagnostics!.HasErrors)
            WriteDecompiled(wanted, settings.DumpDirectory);
    }

    /// <summary>A look at the result must not fail the build that it looks at. A report of an earlier build is none of this one.</summary>
    private void WriteReport(IReadOnlyList<DerivativeAccount>? accounts)
    {
        var file = Path.Combine(OutputDirectory, HtmlReport.FileName);
        try
        {
            if (accounts is null)
            {
                File.Delete(file);
                return;
            }
            File.WriteAllText(file, HtmlReport.Of(ModuleDefinition.Assembly.Name.Name, accounts, diagnostics!.ToSortedList(), new SourceTexts(Paths)));
            WriteInfo($"AutoDiff: what was decided is told in {file}.");
        }
        catch (Exception exception)
        {
            WriteInfo($"AutoDiff: the report was not written: {exception.Message}");
        }
    }

    /// <summary>A look at the result must not fail the build that it looks at.</summary>
    private void WriteDecompiled(string wanted, string directory)
    {
        AppDomain.CurrentDomain.AssemblyResolve += BesideTheWeaver;
        try
        {
            Decompile(wanted, directory);
        }
        catch (Exception exception)
        {
            WriteInfo($"AutoDiff: the generated code was not decompiled: {exception.Message}");
        }
        finally
        {
            AppDomain.CurrentDomain.AssemblyResolve -= BesideTheWeaver;
        }
    }

    // A method of its own: the decompiler is needed when it is compiled, not before.
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private void Decompile(string wanted, string directory) =>
        DecompiledCode.Write(AssemblyFilePath, ReferenceFiles, wanted, directory);

    private System.Reflection.Assembly? BesideTheWeaver(object sender, ResolveEventArgs request)
    {
        var file = Path.Combine(AddinDirectoryPath ?? "", new System.Reflection.AssemblyName(request.Name).Name + ".dll");
        return File.Exists(file) ? System.Reflection.Assembly.LoadFrom(file) : null;
    }

    public override IEnumerable<string> GetAssembliesForScanning() => ["System.Runtime", "netstandard", "mscorlib"];

    // One after the other with semicolons between them, as Fody hands them on.
    private string[] ReferenceFiles => (References ?? "").Split([';'], StringSplitOptions.RemoveEmptyEntries);

    private string OutputDirectory => Path.GetDirectoryName(Path.GetFullPath(AssemblyFilePath));

    private string ProjectDirectory => ProjectDirectoryPath ?? OutputDirectory;

    private SourcePaths Paths => new(ProjectDirectory);

    private void WriteDiagnostics()
    {
        DiagnosticFiles.Write(diagnostics!, OutputDirectory, new SarifWriter(Paths));
    }

    /// <summary>Runs on a thread with room for deep recursion; exceptions come out as they were thrown.</summary>
    internal static void RunOnDeepStack(Action action)
    {
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    action();
                }
                catch (Exception exception)
                {
                    failure = ExceptionDispatchInfo.Capture(exception);
                }
            },
            StackSize)
        { Name = "AutoDiff" };
        thread.Start();
        thread.Join();
        failure?.Throw();
    }
}
