using AutoDiff.Weaving.Accounts;
using AutoDiff.Weaving.Configuration;
using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Differentiation;
using AutoDiff.Weaving.Differentiation.Rules;
using AutoDiff.Weaving.Discovery;
using AutoDiff.Weaving.Passes;
using AutoDiff.Weaving.Reading;
using AutoDiff.Weaving.Synthesis;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving;

/// <summary>
/// Weaves one module: finds what is to be differentiated, derives it, and puts the derivatives where they are asked for. A module that does
/// not use the library is left as it is.
/// </summary>
internal sealed class WeavingSession(ModuleDefinition module, WeaverConfiguration configuration, DiagnosticBag diagnostics, Action<string> log)
{
    private readonly AccountBook? accounts = configuration.Report ? new AccountBook() : null;

    /// <summary>What was decided; null where nobody wants to know.</summary>
    public IReadOnlyList<DerivativeAccount>? Accounts => accounts?.All;

    /// <summary>The assemblies that the result depends on, beside the one that is woven.</summary>
    public IReadOnlyCollection<string> FilesRead { get; private set; } = [];

    /// <summary>Is told of the method that asks before each derivative is made.</summary>
    public Action<MethodDefinition>? Began { get; init; }

    /// <summary>Calls of operators were added to the module after it was read: its tables do not name them.</summary>
    public bool HasAddedCalls { get; init; }

    public void Run()
    {
        if (!HasAddedCalls && !ModuleUse.IsOfInterest(module, configuration))
            return;
        if (ModuleUse.FindLibrary(module) is not { } library)
        {
            diagnostics.Report(Catalogue.RuntimeMissing, diagnostics.Locator.ProjectFile,
                $"the assembly '{ModuleUse.Library}' is not among the references of the project.");
            return;
        }
        try
        {
            Weave(library);
        }
        catch (Exception defect)
        {
            diagnostics.ReportInternalError(defect, null);
        }
    }

    private void Weave(ModuleDefinition library)
    {
        var woven = new WovenTypes(module, library);
        try
        {
            Weave(library, woven);
        }
        finally
        {
            FilesRead = WeavingInputs.Of(woven.Types);
        }
    }

    private void Weave(ModuleDefinition library, WovenTypes woven)
    {
        var (types, runtime, generated) = (woven.Types, woven.Runtime, woven.Generated);
        var original = module.GetTypes().ToList();
        var rules = new RuleBook(types, library, woven.Tangents, woven.Constancy, configuration.References);
        foreach (var problem in rules.Problems)
            diagnostics.Report(Catalogue.InvalidRule, problem.Rule, $"rule '{UserNames.Of(problem.Rule)}': {problem.Message}.");

        var members = new GeneratedMembers(types, runtime, generated, rules.Tangents);
        var derivation = new Derivation(types, new Derivatives(woven, rules, Options(), configuration.StrongZero, accounts), members.Pending,
            diagnostics)
        { Began = Began };

        Rewrite(types, rules, members, derivation, original);
        Check(types, rules, derivation);
        members.Pending.WriteAll();
        if (!diagnostics.HasErrors)
            new LayoutCode(members, types.Instantiations).Write();

        var added = module.Types.Concat(original.SelectMany(t => t.NestedTypes)).Except(original).ToList();
        foreach (var unfinished in added.SelectMany(WithNested).SelectMany(t => t.Methods).Where(m => !m.IsAbstract && m.Body.Instructions.Count == 0))
            members.WriteThrow(unfinished, $"'{unfinished.Name}' was not generated, because the weaver reported errors.");
        if (added.Count > 0)
        {
            new AccessChecks(types, new FrameworkTypes(types)).Declare(added, generated.AssembliesReached);
            new TrimmerAnalysis(types, new FrameworkTypes(types)).Declare();
        }
        if (configuration.Report)
            log($"AutoDiff: {added.SelectMany(WithNested).Sum(t => t.Methods.Count)} methods generated in '{module.Assembly.Name.Name}'.");
    }

    private PipelineOptions Options() => new()
    {
        Verify = configuration.VerifyEveryPass,
        ZerosAreTested = configuration.StrongZero,
        Without = configuration.Without,
        IsPiecewise = configuration.PiecewiseConstant.Count == 0 ? null : m => configuration.PiecewiseConstant.Any(p => p.Covers(m)),
        Dump = configuration.Dump is { } name ? new IntermediateForms(name, configuration.DumpDirectory).Write : null,
    };

    private static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) => type.NestedTypes.SelectMany(WithNested).Prepend(type);

    /// <summary>Keeps the promises that attributes make and the configuration wants, whether or not anyone asks for the derivative yet.</summary>
    private void Check(TypeContext types, RuleBook rules, Derivation derivation)
    {
        var members = new DifferentiableMembers(types, rules, types.Instantiations, diagnostics);
        var configured = new ConfiguredMembers(types, members, diagnostics).Find(configuration.Differentiate);
        foreach (var member in members.Find().Concat(configured))
        {
            if (!rules.HasRule(member.Request.Method))
                derivation.Split(member.Request, new RequestSite(member.Method, 0) { DemandedBy = member.DemandedBy });
        }
    }

    /// <summary>Puts calls of derivatives in place everywhere; they are written when all calls are there.</summary>
    private void Rewrite(TypeContext types, RuleBook rules, GeneratedMembers members, Derivation derivation, IReadOnlyList<TypeDefinition> original)
    {
        var gradients = new GradientEntries(members, derivation);
        var pullbacks = new PullbackEntries(members, derivation);
        var differentials = new DifferentialEntries(members, derivation);
        var hessians = new HessianEntries(members, derivation, gradients);
        var attachments = new DelegateAttachment(
            members, derivation, gradients, pullbacks, ModuleUse.NamesForwardMode(module) ? differentials : null,
            ModuleUse.NamesSecondDerivatives(module) ? hessians : null);
        var stubs = new OperatorStubs(
            members, gradients, pullbacks, differentials, hessians, new JacobianStubs(members, derivation, attachments), diagnostics);
        var specialisations = new Specialisations(members);
        var rewriter = new BodyRewriter(
            types,
            new SiteFunctions(
                types, new TargetResolver(types, rules, diagnostics), types.Instantiations, new MethodCopy(members), specialisations, stubs, attachments),
            new DelegateConversions(members, types.Instantiations, specialisations),
            stubs,
            new VectorSpaceCalls(types, new VectorSpace(members, rules.Tangents, diagnostics), types.Instantiations, specialisations, diagnostics));
        foreach (var method in original.SelectMany(t => t.Methods).Where(m => m.HasBody).ToList())
        {
            OperatorTokens.Report(method, diagnostics);
            if (!BodyRewriter.IsOfInterest(method, types))
                continue;
            diagnostics.Asker = method;
            rewriter.Rewrite(method);
        }
        diagnostics.Asker = null;
    }
}
