using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace AutoDiff.Implementations;

/// <summary>Tuples that are objects. Their items have no names for a program: they are reached through a class that lies in memory as the tuple does.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Tuples
{
    /// <summary>A tuple of nothing yet.</summary>
    [Primitive(nameof(New1Reverse))]
    public static Tuple<T1> New1<T1>() => new(default!);

    /// <summary>Reverse of making one.</summary>
    public static void New1Reverse<T1>(Tuple<T1> result, Tape tape)
    {
    }

    /// <summary>Implements the constructor of <see cref="Tuple{T1}"/>.</summary>
    [Implementation(typeof(Tuple<>), ".ctor")]
    [Implementation(typeof(Tuple), nameof(Tuple.Create))]
    public static Tuple<T1> Create<T1>(T1 item1)
    {
        Tuple<T1> tuple = New1<T1>();
        Item1(tuple) = item1;
        return tuple;
    }

    /// <summary>The address of an item.</summary>
    [ElementReference]
    public static ref T1 Item1<T1>(Tuple<T1> tuple) => ref Unsafe.As<Twin<T1>>(tuple).Item1;

    /// <summary>Implements <see cref="Tuple{T1}.Item1"/>.</summary>
    [Implementation(typeof(Tuple<>), "get_Item1")]
    public static T1 Get1<T1>(Tuple<T1> tuple) => Item1(tuple);

    /// <summary>A tuple of nothing yet.</summary>
    [Primitive(nameof(New2Reverse))]
    public static Tuple<T1, T2> New2<T1, T2>() => new(default!, default!);

    /// <summary>Reverse of making one.</summary>
    public static void New2Reverse<T1, T2>(Tuple<T1, T2> result, Tape tape)
    {
    }

    /// <summary>Implements the constructor of <see cref="Tuple{T1, T2}"/>.</summary>
    [Implementation(typeof(Tuple<,>), ".ctor")]
    [Implementation(typeof(Tuple), nameof(Tuple.Create))]
    public static Tuple<T1, T2> Create<T1, T2>(T1 item1, T2 item2)
    {
        Tuple<T1, T2> tuple = New2<T1, T2>();
        Item1(tuple) = item1;
        Item2(tuple) = item2;
        return tuple;
    }

    /// <summary>The address of an item.</summary>
    [ElementReference]
    public static ref T1 Item1<T1, T2>(Tuple<T1, T2> tuple) => ref Unsafe.As<Twin<T1, T2>>(tuple).Item1;

    /// <summary>Implements <see cref="Tuple{T1, T2}.Item1"/>.</summary>
    [Implementation(typeof(Tuple<,>), "get_Item1")]
    public static T1 Get1<T1, T2>(Tuple<T1, T2> tuple) => Item1(tuple);

    /// <summary>The address of an item.</summary>
    [ElementReference]
    public static ref T2 Item2<T1, T2>(Tuple<T1, T2> tuple) => ref Unsafe.As<Twin<T1, T2>>(tuple).Item2;

    /// <summary>Implements <see cref="Tuple{T1, T2}.Item2"/>.</summary>
    [Implementation(typeof(Tuple<,>), "get_Item2")]
    public static T2 Get2<T1, T2>(Tuple<T1, T2> tuple) => Item2(tuple);

    /// <summary>A tuple of nothing yet.</summary>
    [Primitive(nameof(New3Reverse))]
    public static Tuple<T1, T2, T3> New3<T1, T2, T3>() => new(default!, default!, default!);

    /// <summary>Reverse of making one.</summary>
    public static void New3Reverse<T1, T2, T3>(Tuple<T1, T2, T3> result, Tape tape)
    {
    }

    /// <summary>Implements the constructor of <see cref="Tuple{T1, T2, T3}"/>.</summary>
    [Implementation(typeof(Tuple<,,>), ".ctor")]
    [Implementation(typeof(Tuple), nameof(Tuple.Create))]
    public static Tuple<T1, T2, T3> Create<T1, T2, T3>(T1 item1, T2 item2, T3 item3)
    {
        Tuple<T1, T2, T3> tuple = New3<T1, T2, T3>();
        Item1(tuple) = item1;
        Item2(tuple) = item2;
        Item3(tuple) = item3;
        return tuple;
    }

    /// <summary>The address of an item.</summary>
    [ElementReference]
    public static ref T1 Item1<T1, T2, T3>(Tuple<T1, T2, T3> tuple) => ref Unsafe.As<Twin<T1, T2, T3>>(tuple).Item1;

    /// <summary>Implements <see cref="Tuple{T1, T2, T3}.Item1"/>.</summary>
    [Implementation(typeof(Tuple<,,>), "get_Item1")]
    public static T1 Get1<T1, T2, T3>(Tuple<T1, T2, T3> tuple) => Item1(tuple);

    /// <summary>The address of an item.</summary>
    [ElementReference]
    public static ref T2 Item2<T1, T2, T3>(Tuple<T1, T2, T3> tuple) => ref Unsafe.As<Twin<T1, T2, T3>>(tuple).Item2;

    /// <summary>Implements <see cref="Tuple{T1, T2, T3}.Item2"/>.</summary>
    [Implementation(typeof(Tuple<,,>), "get_Item2")]
    public static T2 Get2<T1, T2, T3>(Tuple<T1, T2, T3> tuple) => Item2(tuple);

    /// <summary>The address of an item.</summary>
    [ElementReference]
    public static ref T3 Item3<T1, T2, T3>(Tuple<T1, T2, T3> tuple) => ref Unsafe.As<Twin<T1, T2, T3>>(tuple).Item3;

    /// <summary>Implements <see cref="Tuple{T1, T2, T3}.Item3"/>.</summary>
    [Implementation(typeof(Tuple<,,>), "get_Item3")]
    public static T3 Get3<T1, T2, T3>(Tuple<T1, T2, T3> tuple) => Item3(tuple);

    /// <summary>A tuple of nothing yet.</summary>
    [Primitive(nameof(New4Reverse))]
    public static Tuple<T1, T2, T3, T4> New4<T1, T2, T3, T4>() => new(default!, default!, default!, default!);

    /// <summary>Reverse of making one.</summary>
    public static void New4Reverse<T1, T2, T3, T4>(Tuple<T1, T2, T3, T4> result, Tape tape)
    {
    }

    /// <summary>Implements the constructor of <see cref="Tuple{T1, T2, T3, T4}"/>.</summary>
    [Implementation(typeof(Tuple<,,,>), ".ctor")]
    [Implementation(typeof(Tuple), nameof(Tuple.Create))]
    public static Tuple<T1, T2, T3, T4> Create<T1, T2, T3, T4>(T1 item1, T2 item2, T3 item3, T4 item4)
    {
        Tuple<T1, T2, T3, T4> tuple = New4<T1, T2, T3, T4>();
        Item1(tuple) = item1;
        Item2(tuple) = item2;
        Item3(tuple) = item3;
        Item4(tuple) = item4;
        return tuple;
    }

    /// <summary>The address of an item.</summary>
    [ElementReference]
    public static ref T1 Item1<T1, T2, T3, T4>(Tuple<T1, T2, T3, T4> tuple) => ref Unsafe.As<Twin<T1, T2, T3, T4>>(tuple).Item1;

    /// <summary>Implements <see cref="Tuple{T1, T2, T3, T4}.Item1"/>.</summary>
    [Implementation(typeof(Tuple<,,,>), "get_Item1")]
    public static T1 Get1<T1, T2, T3, T4>(Tuple<T1, T2, T3, T4> tuple) => Item1(tuple);

    /// <summary>The address of an item.</summary>
    [ElementReference]
    public static ref T2 Item2<T1, T2, T3, T4>(Tuple<T1, T2, T3, T4> tuple) => ref Unsafe.As<Twin<T1, T2, T3, T4>>(tuple).Item2;

    /// <summary>Implements <see cref="Tuple{T1, T2, T3, T4}.Item2"/>.</summary>
    [Implementation(typeof(Tuple<,,,>), "get_Item2")]
    public static T2 Get2<T1, T2, T3, T4>(Tuple<T1, T2, T3, T4> tuple) => Item2(tuple);

    /// <summary>The address of an item.</summary>
    [ElementReference]
    public static ref T3 Item3<T1, T2, T3, T4>(Tuple<T1, T2, T3, T4> tuple) => ref Unsafe.As<Twin<T1, T2, T3, T4>>(tuple).Item3;

    /// <summary>Implements <see cref="Tuple{T1, T2, T3, T4}.Item3"/>.</summary>
    [Implementation(typeof(Tuple<,,,>), "get_Item3")]
    public static T3 Get3<T1, T2, T3, T4>(Tuple<T1, T2, T3, T4> tuple) => Item3(tuple);

    /// <summary>The address of an item.</summary>
    [ElementReference]
    public static ref T4 Item4<T1, T2, T3, T4>(Tuple<T1, T2, T3, T4> tuple) => ref Unsafe.As<Twin<T1, T2, T3, T4>>(tuple).Item4;

    /// <summary>Implements <see cref="Tuple{T1, T2, T3, T4}.Item4"/>.</summary>
    [Implementation(typeof(Tuple<,,,>), "get_Item4")]
    public static T4 Get4<T1, T2, T3, T4>(Tuple<T1, T2, T3, T4> tuple) => Item4(tuple);

    /// <summary>A tuple of nothing yet.</summary>
    [Primitive(nameof(New5Reverse))]
    public static Tuple<T1, T2, T3, T4, T5> New5<T1, T2, T3, T4, T5>() => new(default!, default!, default!, default!, default!);

    /// <summary>Reverse of making one.</summary>
    public static void New5Reverse<T1, T2, T3, T4, T5>(Tuple<T1, T2, T3, T4, T5> result, Tape tape)
    {
    }

    /// <summary>Implements the constructor of <see cref="Tuple{T1, T2, T3, T4, T5}"/>.</summary>
    [Implementation(typeof(Tuple<,,,,>), ".ctor")]
    [Implementation(typeof(Tuple), nameof(Tuple.Create))]
    public static Tuple<T1, T2, T3, T4, T5> Create<T1, T2, T3, T4, T5>(T1 item1, T2 item2, T3 item3, T4 item4, T5 item5)
    {
        Tuple<T1, T2, T3, T4, T5> tuple = New5<T1, T2, T3, T4, T5>();
        Item1(tuple) = item1;
        Item2(tuple) = item2;
        Item3(tuple) = item3;
        Item4(tuple) = item4;
        Item5(tuple) = item5;
        return tuple;
    }

    /// <summary>The address of an item.</summary>
    [ElementReference]
    public static ref T1 Item1<T1, T2, T3, T4, T5>(Tuple<T1, T2, T3, T4, T5> tuple) => ref Unsafe.As<Twin<T1, T2, T3, T4, T5>>(tuple).Item1;

    /// <summary>Implements <see cref="Tuple{T1, T2, T3, T4, T5}.Item1"/>.</summary>
    [Implementation(typeof(Tuple<,,,,>), "get_Item1")]
    public static T1 Get1<T1, T2, T3, T4, T5>(Tuple<T1, T2, T3, T4, T5> tuple) => Item1(tuple);

    /// <summary>The address of an item.</summary>
    [ElementReference]
    public static ref T2 Item2<T1, T2, T3, T4, T5>(Tuple<T1, T2, T3, T4, T5> tuple) => ref Unsafe.As<Twin<T1, T2, T3, T4, T5>>(tuple).Item2;

    /// <summary>Implements <see cref="Tuple{T1, T2, T3, T4, T5}.Item2"/>.</summary>
    [Implementation(typeof(Tuple<,,,,>), "get_Item2")]
    public static T2 Get2<T1, T2, T3, T4, T5>(Tuple<T1, T2, T3, T4, T5> tuple) => Item2(tuple);

    /// <summary>The address of an item.</summary>
    [ElementReference]
    public static ref T3 Item3<T1, T2, T3, T4, T5>(Tuple<T1, T2, T3, T4, T5> tuple) => ref Unsafe.As<Twin<T1, T2, T3, T4, T5>>(tuple).Item3;

    /// <summary>Implements <see cref="Tuple{T1, T2, T3, T4, T5}.Item3"/>.</summary>
    [Implementation(typeof(Tuple<,,,,>), "get_Item3")]
    public static T3 Get3<T1, T2, T3, T4, T5>(Tuple<T1, T2, T3, T4, T5> tuple) => Item3(tuple);

    /// <summary>The address of an item.</summary>
    [ElementReference]
    public static ref T4 Item4<T1, T2, T3, T4, T5>(Tuple<T1, T2, T3, T4, T5> tuple) => ref Unsafe.As<Twin<T1, T2, T3, T4, T5>>(tuple).Item4;

    /// <summary>Implements <see cref="Tuple{T1, T2, T3, T4, T5}.Item4"/>.</summary>
    [Implementation(typeof(Tuple<,,,,>), "get_Item4")]
    public static T4 Get4<T1, T2, T3, T4, T5>(Tuple<T1, T2, T3, T4, T5> tuple) => Item4(tuple);

    /// <summary>The address of an item.</summary>
    [ElementReference]
    public static ref T5 Item5<T1, T2, T3, T4, T5>(Tuple<T1, T2, T3, T4, T5> tuple) => ref Unsafe.As<Twin<T1, T2, T3, T4, T5>>(tuple).Item5;

    /// <summary>Implements <see cref="Tuple{T1, T2, T3, T4, T5}.Item5"/>.</summary>
    [Implementation(typeof(Tuple<,,,,>), "get_Item5")]
    public static T5 Get5<T1, T2, T3, T4, T5>(Tuple<T1, T2, T3, T4, T5> tuple) => Item5(tuple);

    /// <summary>Takes a tuple apart.</summary>
    [Implementation(typeof(TupleExtensions), nameof(TupleExtensions.Deconstruct))]
    public static void Deconstruct<T1>(Tuple<T1> value, out T1 item1)
    {
        item1 = Item1(value);
    }

    /// <summary>Takes a tuple apart.</summary>
    [Implementation(typeof(TupleExtensions), nameof(TupleExtensions.Deconstruct))]
    public static void Deconstruct<T1, T2>(Tuple<T1, T2> value, out T1 item1, out T2 item2)
    {
        item1 = Item1(value);
        item2 = Item2(value);
    }

    /// <summary>Takes a tuple apart.</summary>
    [Implementation(typeof(TupleExtensions), nameof(TupleExtensions.Deconstruct))]
    public static void Deconstruct<T1, T2, T3>(Tuple<T1, T2, T3> value, out T1 item1, out T2 item2, out T3 item3)
    {
        item1 = Item1(value);
        item2 = Item2(value);
        item3 = Item3(value);
    }

    /// <summary>Takes a tuple apart.</summary>
    [Implementation(typeof(TupleExtensions), nameof(TupleExtensions.Deconstruct))]
    public static void Deconstruct<T1, T2, T3, T4>(Tuple<T1, T2, T3, T4> value, out T1 item1, out T2 item2, out T3 item3, out T4 item4)
    {
        item1 = Item1(value);
        item2 = Item2(value);
        item3 = Item3(value);
        item4 = Item4(value);
    }

    /// <summary>Takes a tuple apart.</summary>
    [Implementation(typeof(TupleExtensions), nameof(TupleExtensions.Deconstruct))]
    public static void Deconstruct<T1, T2, T3, T4, T5>(Tuple<T1, T2, T3, T4, T5> value, out T1 item1, out T2 item2, out T3 item3, out T4 item4, out T5 item5)
    {
        item1 = Item1(value);
        item2 = Item2(value);
        item3 = Item3(value);
        item4 = Item4(value);
        item5 = Item5(value);
    }

    private sealed class Twin<T1>
    {
        public T1 Item1 = default!;
    }

    private sealed class Twin<T1, T2>
    {
        public T1 Item1 = default!;

        public T2 Item2 = default!;
    }

    private sealed class Twin<T1, T2, T3>
    {
        public T1 Item1 = default!;

        public T2 Item2 = default!;

        public T3 Item3 = default!;
    }

    private sealed class Twin<T1, T2, T3, T4>
    {
        public T1 Item1 = default!;

        public T2 Item2 = default!;

        public T3 Item3 = default!;

        public T4 Item4 = default!;
    }

    private sealed class Twin<T1, T2, T3, T4, T5>
    {
        public T1 Item1 = default!;

        public T2 Item2 = default!;

        public T3 Item3 = default!;

        public T4 Item4 = default!;

        public T5 Item5 = default!;
    }
}
