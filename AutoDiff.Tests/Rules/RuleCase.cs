using System.Reflection;

namespace AutoDiff.Tests.Rules;

/// <summary>A rule of the runtime library and the member that it is for, called by reflection: the rule as it is, without the weaver.</summary>
internal sealed class RuleCase
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly;
    private readonly MethodInfo _rule;
    private readonly MethodBase _target;
    private readonly Type[] _arguments;

    public RuleCase(MethodInfo rule, PullbackAttribute attribute)
    {
        _rule = rule;
        var parameters = rule.GetParameters().Select(p => p.ParameterType).ToArray();
        _arguments = parameters[..^2];
        Result = parameters[^2];
        _target = Target(attribute);
        Name = $"{attribute.Type.Name}.{attribute.Member}({string.Join(", ", _arguments.Select(a => a.Name))})";
    }

    public string Name { get; }

    public Type Result { get; }

    public IReadOnlyList<Type> Arguments => _arguments;

    /// <summary>How many numbers the arguments hold.</summary>
    public int Inputs => _arguments.Sum(Leaves.Count);

    public double Epsilon => _arguments.Append(Result).Max(Leaves.Epsilon);

    /// <summary>All rules, each once for every member that it serves.</summary>
    public static IEnumerable<RuleCase> All() =>
        from type in typeof(DifferentialOperators).Assembly.GetTypes()
        where type.Namespace == "AutoDiff.Rules"
        from rule in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        where !rule.IsGenericMethod
        from attribute in rule.GetCustomAttributes<PullbackAttribute>()
        select new RuleCase(rule, attribute);

    public object[] ArgumentsOf(double[] numbers)
    {
        using var next = ((IEnumerable<double>)numbers).GetEnumerator();
        return [.. _arguments.Select(t => Leaves.Has(t) ? Leaves.Make(t, next) : t.IsEnum ? Enum.ToObject(t, 0) : Number())];
    }

    /// <summary>The value of the member.</summary>
    public object Value(object[] arguments) => _target switch
    {
        ConstructorInfo constructor => constructor.Invoke(arguments),
        { IsStatic: true } => _target.Invoke(null, arguments)!,
        _ => _target.Invoke(arguments[0], arguments[1..])!,
    };

    /// <summary>What the rule returns for the numbers of the arguments, in order.</summary>
    public double[] Pulled(object[] arguments, object result, object cotangent) => Leaves.Of(_rule.Invoke(null, [.. arguments, result, cotangent])!);

    public object Cotangent(IEnumerable<double> numbers)
    {
        using var next = numbers.GetEnumerator();
        return Leaves.Make(Result, next);
    }

    public override string ToString() => Name;

    /// <summary>An exponent or a degree; digits after the point, where differences must not meet a jump.</summary>
    private object Number() => _target.Name == "Round" ? 0 : 3;

    private MethodBase Target(PullbackAttribute attribute)
    {
        if (attribute.Member == ".ctor")
            return attribute.Type.GetConstructor(_arguments)!;
        var methods = attribute.Type.GetMethods(Members).Where(m => m.Name == attribute.Member)
            .Concat(attribute.Type.GetProperties(Members).Where(p => p.Name == attribute.Member).Select(p => p.GetMethod!));
        return methods.Single(m => m.ReturnType == Result
            && m.GetParameters().Select(p => p.ParameterType).Prepend(attribute.Type).Skip(m.IsStatic ? 1 : 0).SequenceEqual(_arguments));
    }
}
