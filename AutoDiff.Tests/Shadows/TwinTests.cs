using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Reflection;
using AutoDiff.Implementations;

namespace AutoDiff.Tests.Shadows;

/// <summary>Classes of the framework whose fields the library reaches by a class that lies in memory as they do.</summary>
internal sealed class TwinTests
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    [TestCase(typeof(PriorityQueue<string, double>), typeof(PriorityQueueMemory), "Twin`2")]
    [TestCase(typeof(PriorityQueue<double, int>), typeof(PriorityQueueMemory), "Twin`2")]
    [TestCase(typeof(Lazy<double>), typeof(LazyMemory), "Twin`1")]
    [TestCase(typeof(Lazy<string>), typeof(LazyMemory), "Twin`1")]
    [TestCase(typeof(ObservableCollection<double>), typeof(Collections), "ObservableTwin`1")]
    [TestCase(typeof(ReadOnlyDictionary<string, double>), typeof(ReadOnlyDictionaries), "Twin`2")]
    [TestCase(typeof(ImmutableDictionary<string, double>), typeof(ImmutableDictionaryPrimitives), "Twin")]
    public void Fields_are_the_same_in_the_same_order(Type framework, Type library, string name)
    {
        var twin = library.GetNestedType(name, BindingFlags.NonPublic)!;
        if (twin.IsGenericTypeDefinition)
            twin = twin.MakeGenericType(framework.GenericTypeArguments);
        Assert.That(Layout(twin), Is.EqualTo(Layout(framework)));
    }

    [Test]
    public void Priority_queues_are_the_framework_s()
    {
        var random = new Random(7);
        PriorityQueue<int, int> expected = new();
        var actual = PriorityQueueImplementations.Create<int, int>();
        for (int i = 0; i < 2000; i++)
        {
            int priority = random.Next(6);
            switch (random.Next(6))
            {
                case 0 when expected.Count > 0:
                    Assert.That(PriorityQueueImplementations.Dequeue(actual), Is.EqualTo(expected.Dequeue()));
                    break;
                case 1:
                    Assert.That(PriorityQueueImplementations.EnqueueDequeue(actual, i, priority), Is.EqualTo(expected.EnqueueDequeue(i, priority)));
                    break;
                case 2 when expected.Count > 0:
                    Assert.That(PriorityQueueImplementations.DequeueEnqueue(actual, i, priority), Is.EqualTo(expected.DequeueEnqueue(i, priority)));
                    break;
                default:
                    PriorityQueueImplementations.Enqueue(actual, i, priority);
                    expected.Enqueue(i, priority);
                    break;
            }

            Assert.That(actual.UnorderedItems, Is.EqualTo(expected.UnorderedItems));
        }
    }

    [Test]
    public void Lazy_values_are_the_framework_s()
    {
        int made = 0;
        var lazy = LazyImplementations.Create(() => ++made);
        Assert.That((lazy.IsValueCreated, LazyImplementations.Value(lazy), lazy.Value, lazy.IsValueCreated, made), Is.EqualTo((false, 1, 1, true, 1)));
        var other = new Lazy<int>(() => ++made);
        Assert.That((LazyImplementations.Value(other), other.Value, made), Is.EqualTo((2, 2, 2)));
        Assert.That(LazyImplementations.Create(5).Value, Is.EqualTo(5));
        Assert.Throws<NotDifferentiableException>(() => LazyImplementations.Value(new Lazy<Version>()));
    }

    /// <summary>What the runtime lays out by: whether a field is a reference, else its type, class by class.</summary>
    private static List<string> Layout(Type type)
    {
        List<string> layout = [];
        for (Type? level = type; level is not null && level != typeof(object); level = level.BaseType)
            layout.AddRange(level.GetFields(Fields | BindingFlags.DeclaredOnly).Select(f => f.FieldType.IsValueType ? f.FieldType.Name : "reference"));
        return layout;
    }
}
