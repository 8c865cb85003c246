using AutoDiff.Weaving.Passes;
using AutoDiff.Weaving.Passes.Memory;
using AutoDiff.Weaving.Passes.Scalar;

namespace AutoDiff.Tests.Passes;

internal sealed class NullableTests
{
    private const string Text = """
        method M(%n: System.Nullable`1<double>, %x: double) -> System.Nullable`1<double>
        entry:
          %slot = slot System.Nullable`1<double>
          store System.Nullable`1<double> %slot, %n
          %has = call System.Nullable`1<System.Double>::get_HasValue(%slot)
          branch %has, some, none
        some:
          %v = call System.Nullable`1<System.Double>::get_Value(%slot)
          %sum = add %v, %x
          %new = call System.Nullable`1<System.Double>::op_Implicit[T->System.Nullable`1<T>](%sum)
          jump end(%new)
        none:
          jump end(default System.Nullable`1<double>)
        end(%r: System.Nullable`1<double>):
          return %r
        """;

    [Test]
    public void Nullables_are_structs_of_two_fields_until_they_are_lowered()
    {
        var method = IrText.Parse(Text, IrText.Types(withOptional: true));
        var raised = IrText.Run(method, m => new Pipeline(new PipelineOptions { Verify = true }).Normalise(m));
        var lowered = IrText.Run(method, m => new Pipeline(new PipelineOptions { Verify = true }).Lower(m));
        Assert.Multiple(() =>
        {
            Assert.That(raised, Does.Contain("extract %n, System.Nullable`1<System.Double>::value").And.Contain("%r.hasValue: bool").And.Not.Contain("slot"));
            Assert.That(lowered, Does.Contain("AutoDiff.Optional::Create<double>(%r.hasValue, %r.value)").And.Contain(
                "AutoDiff.Optional::ValueOrDefault<double>(%n)").And.Not.Contain("::value"));
        });
    }

    [Test]
    public void Without_the_runtime_library_they_are_left_alone()
    {
        var text = IrText.Run(IrText.Parse(Text), RaiseNullablePass.Run, SlotPromotionPass.Run);
        Assert.That(text, Does.Contain("get_HasValue(%slot)"));
    }
}
