using AutoDiff.Tests.Support;

namespace AutoDiff.Tests.Cases.Constructs;

/// <summary>Virtual calls at the limits of what is known when the caller is built; what is known is tested in <c>Memory/Subjects/VirtualCalls</c>.</summary>
public sealed class VirtualCalls
{
    /// <summary>Classes that anybody may derive from, and functions of them.</summary>
    private const string Library =
        """
        public abstract class Model { public abstract double Value(double x); public virtual double Offset(double x) => x; }
        public class Linear : Model { public override double Value(double x) => 3 * x; }
        public sealed class Quadratic : Model { public override double Value(double x) => x * x; }
        public static class P
        {
            static double F(Model model, double x) => model.Value(x) + model.Offset(x);
            static double Beside(Model model, double x) => model.Value(2) * x;
            public static double Slope(Model model) => Gradient(at: 3.0, of: x => F(model, x));
            public static double SlopeBeside(Model model) => Gradient(at: 3.0, of: x => Beside(model, x));
            public static Model Known(int which) => which == 0 ? new Linear() : new Quadratic();
        }
        """;

    private const string Elsewhere =
        """
        public sealed class Cubic : Model { public override double Value(double x) => x * x * x; }
        public sealed class Steep : Linear { public override double Value(double x) => 5 * x; }
        public sealed class Shifted : Linear { }
        """;

    [Test]
    public void KnownOverridesOfClassesThatAreOpen()
    {
        var library = Woven(Library).Load();
        Assert.That(Slope(library, Known(library, 0)), Is.EqualTo(4));
        Assert.That(Slope(library, Known(library, 1)), Is.EqualTo(7));
    }

    [TestCase("Cubic")]
    [TestCase("Steep")]
    [TestCase("Shifted")]
    public void OverridesOfAnotherAssemblyAreRefusedAtRunTime(string name)
    {
        var (library, model) = FromElsewhere(name);
        var refusal = Assert.Throws<NotDifferentiableException>(() => Slope(library, model))!;
        Assert.That(refusal.Message, Does.Contain("'Model.Value'").And.Contain(name));
    }

    [TestCase("Cubic", 8)]
    [TestCase("Steep", 10)]
    [TestCase("Shifted", 6)]
    public void OverridesOfAnotherAssemblyAreCalledWhereNothingDependsOnThem(string name, double expected)
    {
        var (library, model) = FromElsewhere(name);
        Assert.That(library.GetType("P")!.GetMethod("SlopeBeside")!.Invoke(null, [model]), Is.EqualTo(expected));
    }

    [Test]
    public void NoReceiver()
    {
        var library = Woven(Library).Load();
        Assert.Throws<NullReferenceException>(() => Slope(library, null));
    }

    /// <summary>A class of a library that nothing makes cannot be met: that it has no derivative is no obstacle, and not told.</summary>
    [TestCase("")]
    [TestCase("public static double Of(Model model) => Gradient(at: 3.0, of: x => F(model, x));")]
    public void OverridesOfClassesThatNothingMakes(string given)
    {
        var models = TestWeaver.Compile(
            """
            public abstract class Model { public abstract double Value(double x); public Model Copy() => (Model)MemberwiseClone(); }
            public class Line : Model { public override double Value(double x) => 3 * x; }
            public class Wave : Line { public override double Value(double x) => double.Parse(x.ToString()); }
            public sealed class Made : Model { public override double Value(double x) => x * x; }
            public static class Models { public static Model Make<T>() where T : Model, new() => new T(); }
            """,
            name: "Models");
        var woven = TestWeaver.Weave(TestWeaver.Compile(
            $$"""
            public static class P
            {
                static double F(Model model, double x) => model.Value(x) * model.Copy().Value(x);
                static Model Known(int which) => which == 0 ? new Line() : Models.Make<Made>();
                public static double Slope(int which) => Gradient(at: 3.0, of: x => F(Known(which), x));
                {{given}}
            }
            """,
            references: models));
        Assert.That(woven.Diagnostics.Any(d => d.Contains("'Wave.Value'", StringComparison.Ordinal)), Is.EqualTo(given.Length > 0));
        Assert.That(woven.Diagnostics.Where(d => d.Contains(": error ", StringComparison.Ordinal)), Is.Empty);
        var slope = woven.Load().GetType("P")!.GetMethod("Slope")!;
        Assert.That(slope.Invoke(null, [0]), Is.EqualTo(54));
        Assert.That(slope.Invoke(null, [1]), Is.EqualTo(108));
    }

    [Test]
    public void OverridesInReferencedAssemblies()
    {
        var models = TestWeaver.Compile(
            """
            public abstract class Model { internal Model() { } public abstract double Value(double x); }
            internal sealed class Line : Model { public override double Value(double x) => 3 * x; }
            internal sealed class Wave : Model { public override double Value(double x) => System.Math.Sin(x); }
            public static class Models { public static Model[] All => [new Line(), new Wave()]; }
            """,
            name: "Models");
        var woven = TestWeaver.Weave(TestWeaver.Compile(
            """
            public static class P
            {
                static double F(double x)
                {
                    double r = 0;
                    foreach (var model in Models.All)
                        r += model.Value(x);
                    return r;
                }
                public static double Slope() => Gradient(at: 0.0, of: F);
            }
            """,
            references: models));
        Assert.That(woven.Diagnostics, Is.Empty);
        Assert.That(woven.Call<double>("P", "Slope"), Is.EqualTo(4));
    }

    [Test]
    public void RulesOfVirtualMembersComeFirst()
    {
        var woven = Woven(
            """
            public abstract class Model { public abstract double Value(double x); [NoDerivative] public abstract double Constant(double x); }
            public sealed class Linear : Model { public override double Value(double x) => 3 * x; public override double Constant(double x) => x; }
            public sealed class Quadratic : Model { public override double Value(double x) => x * x; public override double Constant(double x) => 2 * x; }
            public static class P
            {
                [Pullback(typeof(Model), "Value")]
                static double OfValue(Model model, double x, double value, double d) => 100 * d;
                static Model Make(int i) => i == 0 ? new Linear() : new Quadratic();
                static double F(double x, int i) => Make(i).Value(x) + Make(i).Constant(x);
                public static double Slope(int i) => Gradient(at: 3.0, of: x => F(x, i));
            }
            """);
        Assert.That(woven.Call<double>("P", "Slope", 0), Is.EqualTo(100));
        Assert.That(woven.Call<double>("P", "Slope", 1), Is.EqualTo(100));
    }

    private static WovenAssembly Woven(string source)
    {
        var woven = TestWeaver.CompileAndWeave(source);
        Assert.That(woven.Diagnostics, Is.Empty);
        return woven;
    }

    /// <summary>The woven library, and an object of a class compiled against it afterwards.</summary>
    private static (System.Reflection.Assembly Library, object Model) FromElsewhere(string name)
    {
        var library = Woven(Library);
        var context = new System.Runtime.Loader.AssemblyLoadContext(name, isCollectible: true);
        var loaded = context.LoadFromStream(new MemoryStream(library.Image), new MemoryStream(library.Symbols));
        var other = context.LoadFromStream(new MemoryStream(TestWeaver.Compile(Elsewhere, name: "Elsewhere", references: library.Original).Image));
        return (loaded, Activator.CreateInstance(other.GetType(name)!)!);
    }

    private static object Known(System.Reflection.Assembly library, int which) => library.GetType("P")!.GetMethod("Known")!.Invoke(null, [which])!;

    private static double Slope(System.Reflection.Assembly library, object? model) =>
        (double)library.GetType("P")!.GetMethod("Slope")!.Invoke(null, System.Reflection.BindingFlags.DoNotWrapExceptions, null, [model], null)!;
}
