using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.VerifyIL;

/// <summary>
/// Moves every reference to a framework type to the library that has it there. Types that this framework does not have keep their scope;
/// what uses them cannot be judged. Attributes go, since many of them are such types.
/// </summary>
internal sealed class Retarget(ModuleDefinition module, Libraries libraries)
{
    private readonly Dictionary<string, AssemblyNameReference> scopes = [];

    public void Run()
    {
        module.Assembly.CustomAttributes.Clear();
        module.CustomAttributes.Clear();
        foreach (var type in module.GetTypes())
        {
            Strip(type);
            foreach (var method in type.Methods.Where(m => m.IsStatic && m.IsVirtual))
                MakePlain(method);
            // A flag that this verifier does not know.
            foreach (var method in type.Methods)
                method.AggressiveOptimization = false;
        }
        foreach (var type in module.GetTypeReferences())
        {
            if (type.DeclaringType is null && libraries.Home(type.FullName) is { } home)
                type.Scope = Scope(home);
        }
    }

    private AssemblyNameReference Scope(AssemblyNameDefinition home)
    {
        if (!scopes.TryGetValue(home.Name, out var scope))
        {
            scopes.Add(home.Name, scope = new AssemblyNameReference(home.Name, home.Version) { PublicKeyToken = home.PublicKeyToken });
            module.AssemblyReferences.Add(scope);
        }
        return scope;
    }

    private static void Strip(TypeDefinition type)
    {
        IEnumerable<ICustomAttributeProvider> providers =
        [
            type, .. Parameters(type), .. type.Interfaces, .. type.Fields, .. type.Properties, .. type.Events,
            .. type.Methods.SelectMany(m => (IEnumerable<ICustomAttributeProvider>)[m, m.MethodReturnType, .. m.Parameters, .. Parameters(m)]),
        ];
        foreach (var provider in providers.Where(p => p.HasCustomAttributes))
            provider.CustomAttributes.Clear();
    }

    /// <summary>Static virtual methods are younger than the verifier, which refuses the whole assembly for them.</summary>
    private static void MakePlain(MethodDefinition method)
    {
        var needsBody = method.IsAbstract;
        method.Attributes &= ~(MethodAttributes.Virtual | MethodAttributes.Abstract | MethodAttributes.Final | MethodAttributes.NewSlot);
        method.Overrides.Clear();
        if (!needsBody)
            return;
        method.Body = new MethodBody(method);
        method.Body.Instructions.Add(Instruction.Create(OpCodes.Ldnull));
        method.Body.Instructions.Add(Instruction.Create(OpCodes.Throw));
    }

    private static IEnumerable<ICustomAttributeProvider> Parameters(IGenericParameterProvider generic) =>
        generic.GenericParameters.SelectMany(p => (IEnumerable<ICustomAttributeProvider>)[p, .. p.Constraints]);
}
