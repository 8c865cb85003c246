using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;

namespace AutoDiff.Weaving.Import;

/// <summary>
/// The parts of complex numbers are the elements of a row of two: making one and asking for a part are stores and loads. The rest is calls with rules.
/// </summary>
internal static class ComplexNumbers
{
    public static void Run(MethodIR method)
    {
        foreach (var call in method.Instructions.OfType<Call>().Where(c => StructShapes.IsComplex(c.Method.DeclaringType) && c.Method.HasThis).ToList())
        {
            var builder = new Builder(method) { Location = call.Location }.Before(call);
            Value Part(int index) => builder.FieldAddress(call.Operand(0), method.Types.Shapes.ElementOf(call.Method.DeclaringType, index));
            switch (call.Method.Name)
            {
                case "get_Real":
                    call.ReplaceWith(builder.Load(method.Types.Double, Part(0)));
                    break;
                case "get_Imaginary":
                    call.ReplaceWith(builder.Load(method.Types.Double, Part(1)));
                    break;
                case ".ctor" when call.OperandCount == 3:
                    builder.Store(method.Types.Double, Part(0), call.Operand(1));
                    builder.Store(method.Types.Double, Part(1), call.Operand(2));
                    call.Remove();
                    break;
            }
        }
    }
}
