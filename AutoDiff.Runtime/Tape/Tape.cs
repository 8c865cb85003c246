using System.ComponentModel;
using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff;

/// <summary>
/// The trace of a forward sweep: one last-in-first-out arena of unmanaged records and one stack of object references. Generated code writes it; users need not.
/// </summary>
/// <remarks>
/// <para>Records are contiguous and 8-byte aligned in native memory that grows by doubling, so a growing push moves what was pushed before.</para>
/// <para>Popping only moves the top. Until something is pushed over them, popped records and objects can be read again after <see cref="Restore"/>.</para>
/// <para>A tape belongs to one thread at a time. Pops must mirror pushes; only debug builds check that the tape does not underflow.</para>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed unsafe class Tape
{
    private const int Alignment = 64;
    private const int FirstCapacity = 1024;
    private const int FirstObjects = 16;

    // What a thread may keep however little it uses; above that, what so many sweeps in a row had no use for is given back.
    private const long AlwaysKept = 1 << 20;
    private const int SweepsBeforeTrimming = 16;
    private const int TrimmedAt = 4;

    // The runtime promises 128 KB (64 KB in 32 bits) below a place where there is enough of the stack: half of it may be used before it is asked again.
    private static nuint StackStep => (nuint)(sizeof(nuint) == 8 ? 64 : 32) << 10;

    [ThreadStatic]
    private static Tape? s_rented;

    private static long s_allBytes;

    private byte* _start;
    private byte* _top;
    private byte* _end;
    private byte* _highest;
    private long _highestBefore;
    private int _sweeps;
    private object?[] _objects = [];
    private int _objectTop;

    // Everything at or above this slot is null. Pops leave objects in place, so the top alone does not say what has to be cleared.
    private int _objectHighest;

    // Where the stack was last found to be deep enough.
    private nuint _checkedStack;

    private ScratchShadows? _scratch;
    private List<Action>? _redo;

    internal Tape()
    {
    }

    /// <summary>Frees the native memory.</summary>
    ~Tape()
    {
        if (_start == null)
            return;
        Free();
    }

    /// <summary>Gets a value indicating whether the tape belongs to one owner, such as a pullback that can be called again, rather than to a thread.</summary>
    public bool IsOwned { get; private init; }

    /// <summary>Gets the shadows of constants.</summary>
    internal ScratchShadows Scratch => _scratch ??= new();

    /// <summary>Gets the number of bytes below the top.</summary>
    public long Length => _top - _start;

    /// <summary>Gets the largest <see cref="Length"/> this tape has had.</summary>
    public long HighWaterMark => Math.Max(_highestBefore, HighestSinceTrimming);

    /// <summary>Gets the size of the calling thread's tape, and of all tapes of the process.</summary>
    public static TapeStatistics Statistics => s_rented is { } tape
        ? new(tape._end - tape._start, tape.Length, tape.HighWaterMark, Interlocked.Read(ref s_allBytes))
        : new(0, 0, 0, Interlocked.Read(ref s_allBytes));

    private long HighestSinceTrimming => Math.Max(_highest - _start, Length);

    /// <summary>
    /// Gives back the memory that the calling thread's tape has and does not use. A tape does so by itself when only small traces follow a large one.
    /// </summary>
    public static void Trim()
    {
        if (s_rented is { } tape && tape._end != tape._start)
            tape.TrimTo(tape.Length);
    }

    /// <summary>
    /// Returns the calling thread's tape, created on first use. Nested rents return the same tape: take a <see cref="Mark"/>, push and pop above it,
    /// <see cref="Release"/> it.
    /// </summary>
    public static Tape Rent() => s_rented ?? RentFirst();

    /// <summary>
    /// Creates an empty tape for one owner, such as a pullback that outlives its forward sweep. It allocates nothing until something is pushed.
    /// </summary>
    public static Tape CreateOwned() => new() { IsOwned = true };

    /// <summary>Returns the current position.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TapeMark Mark() => new(_top - _start, _objectTop, _scratch);

    /// <summary>
    /// Begins a sweep of its own, which ends with <see cref="Release"/> of what is returned: what another one that is under way put in static fields is
    /// constant to it.
    /// </summary>
    public TapeMark Enter()
    {
        var mark = Mark();
        if (_scratch is { HoldsOwn: true })
            _scratch = null;
        return mark;
    }

    /// <summary>Whether the calling thread's stack is nearly used up. Recursive sweeps ask at every level.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    [SkipLocalsInit]
    public bool IsDeep()
    {
        byte here;
        nuint address = (nuint)(&here);
        return _checkedStack - address > StackStep && IsDeepAt(address);
    }

    /// <summary>Goes back to a position and drops what lies above it, object references included.</summary>
    /// <param name="mark">A position taken from this tape.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Release(TapeMark mark)
    {
        if (_top > _highest)
            _highest = _top;
        _top = _start + mark.Bytes;
        _objectTop = mark.Objects;
        if (_objectHighest > mark.Objects || _scratch is not null || mark.Scratch is not null)
            ReleaseObjects(mark);
        if (mark.Bytes == 0 && _end - _start > AlwaysKept)
            FinishSweep();
    }

    /// <summary>
    /// Goes back to a position within a sweep, to where an exception is handled. Which shadow an object has is remembered: it is in static fields still.
    /// </summary>
    /// <param name="mark">A position taken from this tape by the same sweep.</param>
    public void Drop(TapeMark mark)
    {
        if (_top > _highest)
            _highest = _top;
        _top = _start + mark.Bytes;
        _objectTop = mark.Objects;
        DropObjects(mark);
    }

    /// <summary>Reserves a record on top. Its content is undefined until written.</summary>
    /// <typeparam name="T">A struct without references.</typeparam>
    /// <returns>The record, valid until the next push.</returns>
    /// <exception cref="OutOfMemoryException">The arena cannot grow.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T Push<T>()
        where T : struct
    {
        byte* record = _top;
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>() || Size<T>() > _end - record)
            record = Grow<T>(Size<T>());
        _top = record + Size<T>();
        return ref Unsafe.AsRef<T>(record);
    }

    /// <summary>Takes the top record off.</summary>
    /// <typeparam name="T">The type it was pushed as.</typeparam>
    /// <returns>The record, whose content stays until the next push.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T Pop<T>()
        where T : struct
    {
        byte* top = _top;
        Debug.Assert(top - _start >= Size<T>(), "The tape underflows: pops do not mirror pushes.");
        if (top > _highest)
            _highest = top;
        top -= Size<T>();
        _top = top;
        return ref Unsafe.AsRef<T>(top);
    }

    /// <summary>Reserves records for all iterations of a loop at once. Their content is undefined until written.</summary>
    /// <typeparam name="T">A struct without references.</typeparam>
    /// <param name="count">How many, at least 0.</param>
    /// <returns>The first record, valid until the next push; the others follow, see <see cref="At"/>.</returns>
    /// <exception cref="OutOfMemoryException">The arena cannot grow.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T PushMany<T>(long count)
        where T : struct
    {
        long bytes = checked(count * Size<T>());
        byte* first = _top;
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>() || bytes > _end - first)
            first = Grow<T>(bytes);
        _top = first + bytes;
        return ref Unsafe.AsRef<T>(first);
    }

    /// <summary>Takes off what <see cref="PushMany"/> reserved.</summary>
    /// <typeparam name="T">The type it was pushed as.</typeparam>
    /// <param name="count">The same number.</param>
    /// <returns>The first record; the content of all stays until the next push.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T PopMany<T>(long count)
        where T : struct
    {
        byte* top = _top;
        if (top > _highest)
            _highest = top;
        top -= count * Size<T>();
        Debug.Assert(top >= _start, "The tape underflows: pops do not mirror pushes.");
        _top = top;
        return ref Unsafe.AsRef<T>(top);
    }

    /// <summary>The record number <paramref name="index"/> after the first of those reserved together.</summary>
    /// <typeparam name="T">The type they were pushed as.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T At<T>(ref T first, long index)
        where T : struct => ref Unsafe.As<byte, T>(ref Unsafe.AddByteOffset(ref Unsafe.As<T, byte>(ref first), (nint)(index * Size<T>())));

    /// <summary>Puts an object reference on top of the object stack.</summary>
    /// <param name="o">The object, or null.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PushObject(object? o)
    {
        if (_objectTop == _objects.Length)
            GrowObjects();
        _objects[_objectTop++] = o;
        if (_objectTop > _objectHighest)
            _objectHighest = _objectTop;
    }

    /// <summary>
    /// Takes the top object reference off. The tape keeps holding it, so that a pullback can run again, until <see cref="Release"/> or another push.
    /// </summary>
    /// <returns>The object, or null.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public object? PopObject() => _objects[--_objectTop];

    /// <summary>
    /// Notes what puts a shadow container back into the structure it had after the forward sweep, at the place in the reverse sweep where that structure is
    /// undone. Only owned tapes, whose pullback may be called again, need to know.
    /// </summary>
    /// <param name="action">Does the structural change again, with zero in place of numbers.</param>
    public void Redo(Action action)
    {
        if (IsOwned)
            (_redo ??= []).Add(action);
    }

    /// <summary>Puts the shadow containers back as the forward sweep left them and clears the shadows of constants.</summary>
    internal void FinishReverse()
    {
        if (_redo is { Count: > 0 } journal)
        {
            _redo = null;
            for (int i = journal.Count - 1; i >= 0; i--)
                journal[i]();
        }

        _scratch?.Clear();
    }

    /// <summary>
    /// Goes back to a position without dropping anything: raises the tops again after a reverse sweep has popped, so that it can be repeated.
    /// </summary>
    internal void Restore(TapeMark mark)
    {
        if (_top > _highest)
            _highest = _top;
        _top = _start + mark.Bytes;
        _objectTop = mark.Objects;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool IsDeepAt(nuint address)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            return !OperatingSystem.IsBrowser();
        _checkedStack = address;
        return false;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ReleaseObjects(TapeMark mark)
    {
        DropObjects(mark);
        _scratch = mark.Scratch ?? _scratch;
        _scratch?.Release(mark.Scratches);
    }

    private void DropObjects(TapeMark mark)
    {
        if (_objectHighest <= mark.Objects)
            return;
        Array.Clear(_objects, mark.Objects, _objectHighest - mark.Objects);
        _objectHighest = mark.Objects;
    }

    private static int Size<T>()
        where T : struct => (Unsafe.SizeOf<T>() + 7) & ~7;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Tape RentFirst() => s_rented = new Tape();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private byte* Grow<T>(long bytes)
        where T : struct
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
            throw new ArgumentException($"A tape record cannot hold references: {typeof(T)}.");

        long used = _top - _start;
        long before = _end - _start;
        long highest = _highest - _start;
        long capacity = Math.Max(FirstCapacity, checked(before * 2));
        while (capacity < checked(used + bytes))
            capacity = checked(capacity * 2);

        Move(capacity, before, highest);
        return _top = _start + used;
    }

    private void Move(long capacity, long kept, long highest)
    {
        byte* start = (byte*)NativeMemory.AlignedAlloc((nuint)capacity, Alignment);
        GC.AddMemoryPressure(capacity);
        Interlocked.Add(ref s_allBytes, capacity);
        if (_start != null)
        {
            Buffer.MemoryCopy(_start, start, capacity, kept);
            Free();
        }

        _start = start;
        _end = start + capacity;
        _highest = start + highest;
    }

    private void Free()
    {
        GC.RemoveMemoryPressure(_end - _start);
        Interlocked.Add(ref s_allBytes, _start - _end);
        NativeMemory.AlignedFree(_start);
    }

    /// <summary>The tape is empty: a few sweeps in a row that used a small part of it are reason enough to do without the rest.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void FinishSweep()
    {
        if (IsOwned || ++_sweeps < SweepsBeforeTrimming)
            return;
        long used = HighestSinceTrimming;
        if (used < (_end - _start) / TrimmedAt)
            TrimTo(Math.Max(used, AlwaysKept / 2));
        _highestBefore = Math.Max(_highestBefore, used);
        _highest = _start;
        _sweeps = 0;
    }

    private void TrimTo(long bytes)
    {
        long used = Length;
        _highestBefore = HighWaterMark;
        if (bytes == 0)
        {
            Free();
            _start = _top = _end = _highest = null;
            return;
        }

        long capacity = (long)BitOperations.RoundUpToPowerOf2((ulong)Math.Max(FirstCapacity, bytes));
        if (capacity >= _end - _start)
            return;
        Move(capacity, used, used);
        _top = _start + used;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void GrowObjects() => Array.Resize(ref _objects, Math.Max(FirstObjects, _objects.Length * 2));
}
