using System.Globalization;
using AutoDiff.Tests.Support;
using AutoDiff.Weaving.Emit;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Tests.RoundTrip;

/// <summary>What the emitter is expected to make of typical IR: expressions on the stack, no copies where none are needed, lines kept.</summary>
[TestFixture]
internal sealed class EmittedShapeTests
{
    [Test]
    public void A_loop_needs_no_copies()
    {
        var (method, _) = Emit(ir =>
        {
            var b = new Builder(ir);
            var n = ir.AddParameter(ir.Types.Int32, "n");
            var (entry, loop, body, exit) = (ir.AddBlock(), ir.AddBlock(), ir.AddBlock(), ir.AddBlock());
            var (i, sum) = (loop.AddParameter(ir.Types.Int32, "i"), loop.AddParameter(ir.Types.Double, "sum"));
            b.AtEnd(entry).Jump(loop, ir.Int32(0), ir.Double(0));
            b.AtEnd(loop).Branch(b.Compare(CompareOp.Lt, i, n), body, exit);
            b.AtEnd(body).Jump(loop, b.Binary(BinaryOp.Add, i, ir.Int32(1)), b.Binary(BinaryOp.Add, sum, b.Convert(ir.Types.Double, i)));
            b.AtEnd(exit).Return(sum);
        });
        Assert.That(method.Body.Variables, Has.Count.EqualTo(2));
        Assert.That(method.Body.InitLocals, Is.False);
        Assert.That(Text(method), Does.Contain("ldloc.0 ldarg.0 bge.s").And.Contain("conv.r8 add"));
    }

    [Test]
    public void Parameters_that_change_places_are_swapped_at_once()
    {
        var (_, run) = Emit(ir =>
        {
            var b = new Builder(ir);
            var n = ir.AddParameter(ir.Types.Int32, "n");
            var (entry, loop, exit) = (ir.AddBlock(), ir.AddBlock(), ir.AddBlock());
            var (i, p, q, r) = (loop.AddParameter(ir.Types.Int32), loop.AddParameter(ir.Types.Double), loop.AddParameter(ir.Types.Double),
                loop.AddParameter(ir.Types.Double));
            b.AtEnd(entry).Jump(loop, n, ir.Double(1), ir.Double(2), ir.Double(3));
            var next = b.AtEnd(loop).Binary(BinaryOp.Sub, i, ir.Int32(1));
            b.Branch(b.Compare(CompareOp.Gt, i, ir.Int32(0)), loop, [next, q, r, p], exit, []);
            b.AtEnd(exit)
                .Return(b.Binary(BinaryOp.Add, b.Binary(BinaryOp.Mul, p, ir.Double(100)), b.Binary(BinaryOp.Add, b.Binary(BinaryOp.Mul, q, ir.Double(10)), r)));
        });
        Assert.That(new[] { run(0), run(1), run(2), run(3) }, Is.EqualTo(new[] { 123.0, 231, 312, 123 }));
    }

    [Test]
    public void A_struct_is_built_and_changed_in_one_local()
    {
        var (method, run) = Emit(ir =>
        {
            var b = new Builder(ir);
            var n = ir.AddParameter(ir.Types.Int32, "n");
            var (outer, inner) = (ir.Types.Module.ImportReference(typeof(Outer)), ir.Types.Module.ImportReference(typeof(Inner)));
            FieldReference Field(Type type, string name) => ir.Types.Module.ImportReference(type.GetField(name));
            b.AtEnd(ir.AddBlock());
            var v = b.Insert(ir.Default(outer), Field(typeof(Outer), "X"), b.Convert(ir.Types.Double, n));
            v = b.Insert(v, Field(typeof(Outer), "I"),
                b.Add(new Insert(b.Add(new Extract(inner, v, Field(typeof(Outer), "I"))), Field(typeof(Inner), "P"), ir.Double(5))));
            v = b.Insert(v, Field(typeof(Outer), "X"), b.Binary(BinaryOp.Mul, b.Add(new Extract(ir.Types.Double, v, Field(typeof(Outer), "X"))), ir.Double(3)));
            b.Return(b.Binary(
                BinaryOp.Add,
                b.Add(new Extract(ir.Types.Double, v, Field(typeof(Outer), "X"))),
                b.Add(new Extract(ir.Types.Double, b.Add(new Extract(inner, v, Field(typeof(Outer), "I"))), Field(typeof(Inner), "P")))));
        });
        Assert.That(method.Body.Variables, Has.Count.EqualTo(1));
        Assert.That(Text(method), Does.Contain("ldloca.s ldflda ldc.r8 stfld"));
        Assert.That(run(7), Is.EqualTo(26));
    }

    [Test]
    public void Records_go_through_the_tape()
    {
        var (_, run) = Emit(ir =>
        {
            var module = ir.Types.Module;
            var b = new Builder(ir);
            var n = ir.AddParameter(ir.Types.Int32, "n");
            FieldReference Field(string name) => module.ImportReference(typeof(Inner).GetField(name));
            var record = module.ImportReference(typeof(Inner));
            b.AtEnd(ir.AddBlock());
            var tape = b.Call(module.ImportReference(typeof(Tape).GetMethod(nameof(Tape.CreateOwned))));
            b.Add(new PushRecord(ir.Types.Void, record, [Field("P"), Field("Q")], tape, ir.Double(1.5), n));
            b.Add(new PushRecord(ir.Types.Void, record, [Field("P"), Field("Q")], tape, b.Convert(ir.Types.Double, n), ir.Int32(4)));
            var second = b.Add(new PopRecord(record, tape));
            var product = b.Binary(BinaryOp.Mul, b.Load(ir.Types.Double, b.FieldAddress(second, Field("P"))),
                b.Convert(ir.Types.Double, b.Load(ir.Types.Int32, b.FieldAddress(second, Field("Q")))));
            var first = b.Add(new PopRecord(record, tape));
            b.Return(b.Binary(BinaryOp.Add, product, b.Binary(BinaryOp.Mul, b.Load(ir.Types.Double, b.FieldAddress(first, Field("P"))),
                b.Convert(ir.Types.Double, b.Load(ir.Types.Int32, b.FieldAddress(first, Field("Q")))))));
        });
        Assert.That(run(10), Is.EqualTo(55));
    }

    [Test]
    public void Sequence_points_are_those_of_the_source([Values] bool release)
    {
        var source = File.ReadAllText(Repository.File("AutoDiff.Tests", "RoundTrip", "Sample.cs.txt"));
        var compiled = TestWeaver.Compile(source, release, "Sample");
        var reemitted = ReemittedAssembly.Of(compiled.Image, compiled.Symbols);
        using var before = Read(compiled.Image, compiled.Symbols);
        using var after = Read(reemitted.Image, reemitted.Symbols!);
        var checkedMethods = 0;
        foreach (var (old, now) in before.GetTypes().SelectMany(t => t.Methods).Zip(after.GetTypes().SelectMany(t => t.Methods)).Where(p => p.First.HasBody))
        {
            var points = now.DebugInformation.SequencePoints;
            Assert.That(points.Select(p => p.Offset), Is.Ordered.Ascending.And.Unique, now.FullName);
            var visible = points.Where(p => !p.IsHidden).Select(p => p.StartLine).ToHashSet();
            var known = old.DebugInformation.SequencePoints.Where(p => !p.IsHidden).Select(p => p.StartLine).ToHashSet();
            Assert.That(visible, Is.SubsetOf(known), now.FullName);
            // A brace has no code of its own once there are no no-ops; a statement with a call keeps its line.
            foreach (var call in old.Body.Instructions.Where(i => i.OpCode.Code is Code.Call or Code.Callvirt))
            {
                if (old.DebugInformation.SequencePoints.LastOrDefault(p => p.Offset <= call.Offset) is { IsHidden: false } point && release)
                    Assert.That(visible, Does.Contain(point.StartLine), $"{now.FullName}, line {point.StartLine}");
            }
            checkedMethods++;
        }
        Assert.That(checkedMethods, Is.GreaterThan(100));

        static ModuleDefinition Read(byte[] image, byte[] symbols) => ModuleDefinition.ReadModule(
            new MemoryStream(image),
            new ReaderParameters { ReadSymbols = true, SymbolReaderProvider = new PortablePdbReaderProvider(), SymbolStream = new MemoryStream(symbols) });
    }

    [Test]
    public void Emission_stays_linear()
    {
        // A chain of joins: every value is a block parameter, every block has two predecessors.
        double Seconds(int count)
        {
            var watch = System.Diagnostics.Stopwatch.StartNew();
            Emit(ir =>
            {
                var b = new Builder(ir);
                var n = ir.AddParameter(ir.Types.Int32, "n");
                Value value = ir.Double(1);
                b.AtEnd(ir.AddBlock());
                for (var i = 0; i < count; i++)
                {
                    var (yes, join) = (ir.AddBlock(), ir.AddBlock());
                    var result = join.AddParameter(ir.Types.Double);
                    b.Branch(b.Compare(CompareOp.Lt, n, ir.Int32(i)), yes, [], join, [value]);
                    b.AtEnd(yes).Jump(join, b.Binary(BinaryOp.Add, b.Binary(BinaryOp.Mul, value, ir.Double(0.5)), ir.Double(i)));
                    b.AtEnd(join);
                    value = result;
                }
                b.Return(value);
            });
            return watch.Elapsed.TotalSeconds;
        }

        Seconds(500);
        var (small, large) = (Seconds(1000), Seconds(8000));
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"1000 joins {small:F2} s, 8000 joins {large:F2} s"));
        Assert.That(large, Is.LessThan(Math.Max(small, 0.1) * 24));
    }

    private static (MethodDefinition Method, Func<int, double> Run) Emit(Action<MethodIR> build)
    {
        var module = ModuleDefinition.CreateModule("Shapes", ModuleKind.Dll);
        var type = new TypeDefinition("", "Host", TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed, module.TypeSystem.Object);
        module.Types.Add(type);
        var ir = new MethodIR(new TypeContext(module), "Shape", module.TypeSystem.Double);
        build(ir);
        Verifier.Verify(ir, "construction");
        var method = new MethodDefinition("Shape", MethodAttributes.Public | MethodAttributes.Static, module.TypeSystem.Double);
        foreach (var parameter in ir.Parameters)
            method.Parameters.Add(new ParameterDefinition(parameter.Type));
        type.Methods.Add(method);
        MethodEmitter.Emit(ir, method);
        using var image = new MemoryStream();
        module.Write(image);
        var host = Loaded.From(image.ToArray()).GetType("Host", throwOnError: true)!;
        return (method, host.GetMethod(method.Name)!.CreateDelegate<Func<int, double>>());
    }

    private static string Text(MethodDefinition method) => string.Join(' ', method.Body.Instructions.Select(i => i.OpCode.Name));
}
