using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>
/// Numbers seen as bytes, as numbers of another type or under another name, and structs that are not taken apart: right or refused, never silently constant.
/// </summary>
public static unsafe class Bytes
{
    [StructLayout(LayoutKind.Explicit)]
    private struct NumberOrBits
    {
        [FieldOffset(0)]
        public double Number;

        [FieldOffset(0)]
        public long Bits;
    }

    [StructLayout(LayoutKind.Explicit)]
    private sealed class TwoNames
    {
        [FieldOffset(8)]
        public double First;

        [FieldOffset(8)]
        public double Second;
    }

    [StructLayout(LayoutKind.Explicit)]
    private struct SideBySide
    {
        [FieldOffset(0)]
        public double First;

        [FieldOffset(8)]
        public double Second;

        [FieldOffset(16)]
        public Pair Both;
    }

    private struct Pair
    {
        public double A;
        public double B;
    }

    [StructLayout(LayoutKind.Sequential, Size = 64)]
    private struct Padded
    {
        public double A;
        public double B;
    }

    private struct WithVolatile
    {
        public volatile float Flag;
        public double Value;
    }

    private struct Large
    {
        public double F0, F1, F2, F3, F4, F5, F6, F7, F8, F9;
        public double F10, F11, F12, F13, F14, F15, F16, F17, F18, F19;
        public double F20, F21, F22, F23, F24, F25, F26, F27, F28, F29;
        public double F30, F31, F32, F33, F34, F35, F36, F37, F38, F39;
        public double F40, F41, F42, F43, F44, F45, F46, F47, F48, F49;
        public double F50, F51, F52, F53, F54, F55, F56, F57, F58, F59;
        public double F60, F61, F62, F63, F64, F65, F66, F67, F68, F69;
        public double F70, F71, F72, F73, F74, F75, F76, F77, F78, F79;
        public double F80, F81, F82, F83, F84, F85, F86, F87, F88, F89;
        public double F90, F91, F92, F93, F94, F95, F96, F97, F98, F99;
    }

    private struct TooLarge
    {
        public double F0, F1, F2, F3, F4, F5, F6, F7, F8, F9;
        public double F10, F11, F12, F13, F14, F15, F16, F17, F18, F19;
        public double F20, F21, F22, F23, F24, F25, F26, F27, F28, F29;
        public double F30, F31, F32, F33, F34, F35, F36, F37, F38, F39;
        public double F40, F41, F42, F43, F44, F45, F46, F47, F48, F49;
        public double F50, F51, F52, F53, F54, F55, F56, F57, F58, F59;
        public double F60, F61, F62, F63, F64, F65, F66, F67, F68, F69;
        public double F70, F71, F72, F73, F74, F75, F76, F77, F78, F79;
        public double F80, F81, F82, F83, F84, F85, F86, F87, F88, F89;
        public double F90, F91, F92, F93, F94, F95, F96, F97, F98, F99;
        public double F100, F101, F102, F103, F104, F105, F106, F107, F108, F109;
        public double F110, F111, F112, F113, F114, F115, F116, F117, F118, F119;
        public double F120, F121, F122, F123, F124, F125, F126, F127, F128, F129;
        public double F130, F131, F132, F133, F134, F135, F136, F137, F138, F139;
        public double F140, F141, F142, F143, F144, F145, F146, F147, F148, F149;
        public double F150, F151, F152, F153, F154, F155, F156, F157, F158, F159;
        public double F160, F161, F162, F163, F164, F165, F166, F167, F168, F169;
        public double F170, F171, F172, F173, F174, F175, F176, F177, F178, F179;
        public double F180, F181, F182, F183, F184, F185, F186, F187, F188, F189;
        public double F190, F191, F192, F193, F194, F195, F196, F197, F198, F199;
        public double F200, F201, F202, F203, F204, F205, F206, F207, F208, F209;
        public double F210, F211, F212, F213, F214, F215, F216, F217, F218, F219;
        public double F220, F221, F222, F223, F224, F225, F226, F227, F228, F229;
        public double F230, F231, F232, F233, F234, F235, F236, F237, F238, F239;
        public double F240, F241, F242, F243, F244, F245, F246, F247, F248, F249;
        public double F250, F251, F252, F253, F254, F255, F256, F257, F258, F259;
        public double F260, F261, F262, F263, F264, F265, F266, F267, F268, F269;
        public double F270, F271, F272, F273, F274, F275, F276, F277, F278, F279;
        public double F280, F281, F282, F283, F284, F285, F286, F287, F288, F289;
        public double F290, F291, F292, F293, F294, F295, F296, F297, F298, F299;
    }

    public static double T_StructOfHundredNumbers(double[] x)
    {
        static Large Make(double a, double b) => new() { F3 = a, F99 = b };
        var all = new Large[2];
        all[1] = Make(x[0], x[1]);
        all[0] = all[1];
        all[1].F3 *= 2;
        var large = all[0];
        return large.F3 * large.F99 * all[1].F3;
    }

    [MayBeRefused("AD1006")]
    public static double T_StructTooLargeToTakeApart(double[] x)
    {
        TooLarge large = default;
        large.F3 = x[0];
        large.F299 = x[1];
        var copy = large;
        return copy.F3 * copy.F299;
    }

    [MayBeRefused("AD1006")]
    public static double T_UnionOfNumberAndBits(double[] x)
    {
        NumberOrBits from = default, to = default;
        from.Number = x[0];
        to.Bits = from.Bits;
        return to.Number * x[1];
    }

    [MayBeRefused("AD1006")]
    public static double T_UnionOfTwoNumbers(double[] x)
    {
        var names = new TwoNames { First = x[0] };
        return names.Second * x[1];
    }

    public static double T_ExplicitLayoutWithoutOverlap(double[] x)
    {
        SideBySide pair = default;
        pair.First = x[0];
        pair.Second = x[1];
        pair.Both.B = x[2];
        var copy = pair;
        copy.Both.A = pair.Both.B * 2;
        var all = new[] { pair, copy };
        all[0] = all[1];
        return all[0].First * all[0].Second * all[0].Both.A;
    }

    [MayBeRefused("AD1006")]
    public static double T_StructWithASizeOfItsOwn(double[] x)
    {
        Padded padded = default;
        padded.A = x[0];
        var copy = padded;
        copy.B = x[1];
        return copy.A * copy.B;
    }

    [MayBeRefused("AD1006")]
    public static double T_StructWithVolatileField(double[] x)
    {
        WithVolatile value = default;
        value.Value = x[1];
        var copy = value;
        return copy.Value * copy.Value * x[0] + copy.Flag;
    }

    [MayBeRefused("AD1004")]
    public static double T_BytesOfNumber(double[] x)
    {
        byte[] bytes = BitConverter.GetBytes(x[0]);
        return BitConverter.ToDouble(bytes, 0) * x[1];
    }

    [MayBeRefused("AD1004")]
    public static double T_BytesCopiedOneByOne(double[] x)
    {
        byte[] bytes = BitConverter.GetBytes(x[0]), copy = new byte[8];
        for (int i = 0; i < 8; i++)
            copy[i] = bytes[i];
        return BitConverter.ToDouble(copy, 0) * x[1];
    }

    [MayBeRefused("AD1004")]
    public static double T_BytesCopiedAtOnce(double[] x)
    {
        byte[] bytes = BitConverter.GetBytes(x[0]), copy = new byte[8];
        Array.Copy(bytes, copy, 8);
        return BitConverter.ToDouble(copy, 0) * x[1];
    }

    [MayBeRefused("AD1004")]
    public static double T_BytesThroughList(double[] x) => BitConverter.ToDouble(BitConverter.GetBytes(x[0]).ToList().ToArray(), 0) * x[1];

    [MayBeRefused("AD1004")]
    public static double T_BytesInSpan(double[] x)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, x[0]);
        return BinaryPrimitives.ReadDoubleLittleEndian(bytes) * x[1];
    }

    [MayBeRefused("AD1004")]
    public static double T_BytesWrittenIfThereIsRoom(double[] x)
    {
        Span<byte> bytes = stackalloc byte[8];
        BitConverter.TryWriteBytes(bytes, x[0]);
        return BitConverter.ToDouble(bytes) * x[1];
    }

    [MayBeRefused("AD1002", "AD1004")]
    public static double T_BlocksOfBytes(double[] x)
    {
        byte[] bytes = new byte[8 * x.Length];
        Buffer.BlockCopy(x, 0, bytes, 0, bytes.Length);
        return BitConverter.ToDouble(bytes, 0) * x[1];
    }

    [MayBeRefused("AD1004")]
    public static double T_PointerToBits(double[] x)
    {
        double number = x[0];
        long bits = *(long*)&number;
        return BitConverter.Int64BitsToDouble(bits) * x[1];
    }

    [MayBeRefused("AD1004")]
    public static double T_PointerThatBitsAreWrittenThrough(double[] x)
    {
        double number = 0;
        *(long*)&number = BitConverter.DoubleToInt64Bits(x[0]);
        return number * x[1];
    }

    [MayBeRefused("AD1004", "AD1006")]
    public static double T_FixedArrayOfBits(double[] x)
    {
        fixed (double* numbers = x)
            return BitConverter.Int64BitsToDouble(((long*)numbers)[0]) * x[1];
    }

    [MayBeRefused("AD1004")]
    public static double T_ReferenceToBits(double[] x)
    {
        double number = x[0];
        ref long bits = ref Unsafe.As<double, long>(ref number);
        return BitConverter.Int64BitsToDouble(bits) * x[1];
    }

    [MayBeRefused("AD1004")]
    public static double T_ReferenceThatBitsAreWrittenThrough(double[] x)
    {
        double number = 0;
        Unsafe.As<double, long>(ref number) = BitConverter.DoubleToInt64Bits(x[0]);
        return number * x[1];
    }

    [MayBeRefused("AD1004")]
    public static double T_BitCast(double[] x) => Unsafe.BitCast<long, double>(Unsafe.BitCast<double, long>(x[0])) * x[1];

    [MayBeRefused("AD1002", "AD1004")]
    public static double T_SpanCastToBits(double[] x) => BitConverter.Int64BitsToDouble(MemoryMarshal.Cast<double, long>(x.AsSpan())[0]) * x[1];

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_SpanCastToPairs(double[] x)
    {
        var pairs = MemoryMarshal.Cast<double, Pair>(x.AsSpan());
        return pairs[0].A * pairs[0].B;
    }

    [MayBeRefused("AD1002", "AD1004")]
    public static double T_Characters(double[] x) => double.Parse(new string(x[0].ToString("R").ToCharArray())) * x[1];

    [MayBeRefused("AD1002", "AD1004")]
    public static double T_CharactersInList(double[] x)
    {
        var text = new System.Text.StringBuilder();
        foreach (char c in new List<char>(x[0].ToString("R")))
            text.Append(c);
        return double.Parse(text.ToString()) * x[1];
    }

    [MayBeRefused("AD1002", "AD1004")]
    public static double T_CharactersJoined(double[] x) => double.Parse(string.Concat(x[0].ToString("R").Reverse().Reverse())) * x[1];

    [MayBeRefused("AD1002", "AD1004")]
    public static double T_TextSplit(double[] x) => double.Parse($"{x[0]:R};{x[1]:R}".Split(';')[0]) * x[1];

    [MayBeRefused("AD1002", "AD1004")]
    public static double T_TextCutAndJoined(double[] x)
    {
        string text = x[0].ToString();
        return double.Parse(string.Join("", text[..1], text.Substring(1), "")) * x[1];
    }
}
