using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Reading;

/// <summary>
/// Calls that are not inlined (of methods that call themselves, of methods without a derivative) but take spans over inline arrays in memory: when they only
/// read, and can keep nothing, they are given copies, made right before the call.
/// </summary>
/// <param name="footprints">What methods do to memory.</param>
/// <param name="copy">The runtime library's method that copies the elements of an inline array.</param>
internal sealed class RowCopies(Footprints footprints, MethodReference copy)
{
    public bool Run(MethodIR body)
    {
        if (!RowViews.Leaves(body))
            return false;
        var changed = false;
        foreach (var call in body.Instructions.OfType<Call>().Where(c => !RowViews.Is(c)).ToList())
        {
            for (var i = 0; i < call.OperandCount; i++)
            {
                if (!IsOverRow(call.Operand(i)))
                    continue;
                if (!OnlyReads(body.Types, call))
                    break;
                call.SetOperand(i, OverCopy(new Builder(body) { Location = call.Location }.Before(call), call.Operand(i)));
                changed = true;
            }
        }
        return changed;
    }

    private static bool IsOverRow(Value value) => RowViews.Is(value) || (value is Insert insert && (IsOverRow(insert.Item) || IsOverRow(insert.Aggregate)));

    private bool OnlyReads(TypeContext types, Call call) =>
        types.ResolveMethod(call.Method) is { DeclaringType.Namespace: "AutoDiff.Implementations" } library
            && library.CustomAttributes.Any(a => a.AttributeType.Name == "NoDerivativeAttribute")
        || ((!call.HasResult || call.Type.IsPrimitive) && !call.IsVirtual && !call.Operands.Any(o => Delegates.Is(types, o.Type))
            && footprints.EffectsOf([call.Method], _ => false).Count == 0);

    private Value OverCopy(Builder builder, Value value)
    {
        if (value is Insert insert)
            return builder.Insert(OverCopy(builder, insert.Aggregate), insert.Field, OverCopy(builder, insert.Item));
        if (value is not Call view || !RowViews.Is(view))
            return value;
        var array = RowViews.ArrayOf(view);
        var (element, length) = builder.Types.Shapes.RowOf(array)!.Value;
        var closed = new GenericInstanceMethod(copy) { GenericArguments = { array, element } };
        return builder.Add(new Call(view.Type, closed, false, null, view.Operand(0), builder.Method.Int32(length)));
    }
}
