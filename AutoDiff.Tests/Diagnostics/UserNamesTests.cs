using AutoDiff.Weaving.Diagnostics;
using Mono.Cecil;

namespace AutoDiff.Tests.Diagnostics;

/// <summary>What compilers call members, and what their authors call them.</summary>
internal sealed class UserNamesTests
{
    [TestCase("Black", "Value", "Black.Value")]
    [TestCase("Black", ".ctor", "new Black")]
    [TestCase("Black", "get_Price", "Black.Price")]
    [TestCase("Black", "set_Price", "Black.Price")]
    [TestCase("Black", "get_Item", "Black.this[]")]
    [TestCase("Black", "op_Multiply", "Black.operator *")]
    [TestCase("Black", "System.IDisposable.Dispose", "Black.System.IDisposable.Dispose")]
    [TestCase("Set`1", "Add", "Set.Add")]
    [TestCase("Program", "<Main>$", "Program.Main")]
    [TestCase("<AutoDiff>", "Dispose__dispatch2", "Dispose")]
    [TestCase("Program/<AutoDiff>", "Invoke__dispatch", "Program.Invoke")]
    [TestCase("Program", "<<Main>$>g__F|0_0", "local function F in Program.Main")]
    [TestCase("Program/<>c", "<<Main>$>b__0_65", "lambda in Program.Main")]
    [TestCase("Program/<>c__DisplayClass3_0", "<Run>b__1", "lambda in Program.Run")]
    [TestCase("Program/<>c__DisplayClass3_0", "<Run>g__Inner|2", "local function Inner in Program.Run")]
    [TestCase("Program/<>c__3`1", "<Run>b__3_0", "lambda in Program.Run")]
    [TestCase("Program", "<F>g__Local|0_0", "local function Local in Program.F")]
    [TestCase("Program/<Iter>d__3", "MoveNext", "Program.Iter")]
    [TestCase("Program/<Iter>d__3", "<>m__Finally1", "Program.Iter")]
    [TestCase("Program/<Iter>d__3", "System.Collections.Generic.IEnumerator<System.Double>.get_Current", "Program.Iter")]
    [TestCase("Program/<<F>g__Items|0_0>d", "MoveNext", "local function Items in Program.F")]
    [TestCase("Program/<>c/<<Run>b__0_0>d", "MoveNext", "lambda in Program.Run")]
    [TestCase("Module/clo@34-12", "Invoke", "lambda in Module (line 34)")]
    [TestCase("Module", "<sumBy>__debug@9", "sumBy")]
    [TestCase("Module/inner@7", "Invoke", "local function inner in Module (line 7)")]
    [TestCase("Form/_Closure$__1-0", "_Lambda$__0", "lambda in Form")]
    [TestCase("Form/_Closure$__", "_Lambda$__2-0", "lambda in Form")]
    [TestCase("Form/VB$StateMachine_1_Items", "MoveNext", "Form.Items")]
    public void Members_are_called_what_was_written(string type, string method, string expected)
    {
        using var module = ModuleDefinition.CreateModule("Names", ModuleKind.Dll);
        TypeDefinition? declaring = null;
        foreach (var name in type.Split('/'))
        {
            var next = new TypeDefinition("", name, TypeAttributes.Class);
            if (declaring is null)
                module.Types.Add(next);
            else
                declaring.NestedTypes.Add(next);
            declaring = next;
        }
        var definition = new MethodDefinition(method, MethodAttributes.Static, module.TypeSystem.Void);
        declaring!.Methods.Add(definition);
        Assert.That(UserNames.Of(definition), Is.EqualTo(expected));
    }

    [TestCase("cannot differentiate 'Program.<>c.<<Main>$>b__0_65'", "cannot differentiate 'lambda in Main'")]
    [TestCase("the field '<Price>k__BackingField' holds", "the field 'Price' holds")]
    [TestCase("'Program.<F>g__Local|0_0' leads on", "'local function Local in F' leads on")]
    [TestCase("an active value is put into a new 'StrongBox`1'", "an active value is put into a new 'StrongBox'")]
    [TestCase("[Pullback(typeof(List<>), \"Add\")] or a Dictionary<string, double> where a < b > c", "[Pullback(typeof(List<>), \"Add\")] or a "
        + "Dictionary<string, double> where a < b > c")]
    [TestCase("the number of iterations is i < n, and n > 3", "the number of iterations is i < n, and n > 3")]
    public void What_slips_into_a_text_is_written_as_well(string text, string expected) => Assert.That(UserNames.InText(text), Is.EqualTo(expected));
}
