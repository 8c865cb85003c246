namespace AutoDiff.Weaving.Differentiation.Flow;

/// <summary>What is known of all memory of one alias class.</summary>
[Flags]
internal enum MemoryFacts
{
    None = 0,

    /// <summary>Holds floating-point content that depends on a differentiation parameter.</summary>
    Varied = 1,

    /// <summary>A requested result depends on floating-point content of it.</summary>
    Useful = 2,

    /// <summary>Something in view writes to it.</summary>
    Stored = 4,

    /// <summary>Something in view writes varied content to it.</summary>
    VariedStored = 8,

    /// <summary>Came into the method from somewhere else than its differentiated parameters.</summary>
    Foreign = 16,

    /// <summary>Belongs to a differentiated parameter.</summary>
    Given = 32,

    /// <summary>Addresses of it are taken for addresses of something of another type.</summary>
    Reinterpreted = 64,

    /// <summary>Is read or written as a floating-point number, or as something of which that is a part.</summary>
    OfNumbers = 128,

    /// <summary>Is read or written as something else (an integer, text, a reference).</summary>
    OfOthers = 256,

    /// <summary>Reached from an argument that leads to something varied: the derivative of the callee takes all of it for varied.</summary>
    Handed = 512,

    /// <summary>Something in view writes to memory of it that it may not have made itself.</summary>
    StoredOutside = 1024,

    /// <summary>Both varied and useful.</summary>
    Active = Varied | Useful,
}

/// <summary>
/// An alias class: memory locations, or objects, that the analysis does not tell apart (Steensgaard, "Points-to analysis in almost linear time",
/// 1996, with fields). A location has a target (what references stored in it refer to); objects and structs have parts (fields, elements).
/// </summary>
internal sealed class AliasCell
{
    private AliasCell? parent;
    private Dictionary<string, AliasCell>? parts;
    private AliasCell? target;
    private AliasCell? world;
    private HashSet<string>? kinds;
    private MemoryFacts facts;
    private MemoryFacts inherited;

    /// <summary>Everything reached from it is the same class.</summary>
    public bool IsCollapsed { get; private set; }

    /// <summary>
    /// The one class of all objects reached from here, where it is not known which refers to which. Their fields stay apart: no code makes one of another.
    /// </summary>
    public AliasCell? World => Root.world?.Root;

    /// <summary>The one cell that stands for the class.</summary>
    public AliasCell Root
    {
        get
        {
            var root = this;
            while (root.parent is { } next)
                root = next;
            for (var cell = this; cell.parent is { } next; cell = next)
            {
                if (next != root)
                    cell.parent = root;
            }
            return root;
        }
    }

    /// <summary>What holds of the class itself.</summary>
    public MemoryFacts Facts => Root.facts | Root.inherited;

    /// <summary>All of these hold of it.</summary>
    public bool Has(MemoryFacts facts) => (Facts & facts) == facts;

    /// <summary>All of these hold of it, or of one of its parts.</summary>
    public bool HasWithin(MemoryFacts facts) => Within().Any(c => c.Has(facts));

    /// <summary>There may be floating-point numbers in it: it is not only used for something else.</summary>
    public bool MayHoldNumbers => IsUnknown || !Has(MemoryFacts.OfOthers) || Has(MemoryFacts.OfNumbers);

    /// <summary>There may be something else than floating-point numbers in it.</summary>
    public bool MayHoldOthers => IsUnknown || !Has(MemoryFacts.OfNumbers) || Has(MemoryFacts.OfOthers);

    private bool IsUnknown => Root.IsCollapsed || Has(MemoryFacts.Reinterpreted);

    /// <summary>Adds to the facts of the class and of its parts; true when that is news.</summary>
    public bool AddWithin(MemoryFacts more) => Within().Aggregate(false, (changed, cell) => cell.Add(more) | changed);

    private HashSet<AliasCell> Within()
    {
        var within = new HashSet<AliasCell>();
        var work = new Stack<AliasCell>();
        work.Push(Root);
        while (work.Count > 0)
        {
            var cell = work.Pop();
            if (!within.Add(cell))
                continue;
            foreach (var part in cell.KnownParts)
                work.Push(part.Value.Root);
        }
        return within;
    }

    /// <summary>What holds of it and of everything reached from it.</summary>
    public MemoryFacts Inherited => Root.inherited;

    /// <summary>Code that is not in view has it: whatever is reached from it, here or in a caller, may be read and written.</summary>
    public bool IsInOtherHands => (Inherited & MemoryFacts.Stored) != 0;

    /// <summary>The field or elements of this name.</summary>
    public AliasCell Part(string name)
    {
        var root = Root;
        if (root.IsCollapsed)
            return root;
        root.parts ??= [];
        if (!root.parts.TryGetValue(name, out var part))
            root.parts.Add(name, part = new AliasCell { inherited = root.inherited, world = root.world });
        return part.Root;
    }

    /// <summary>What references stored here refer to.</summary>
    public AliasCell Target
    {
        get
        {
            var root = Root;
            if (root.IsCollapsed)
                return root;
            if (root.world is not null)
                return root.world.Root;
            root.target ??= new AliasCell { inherited = root.inherited };
            return root.target.Root;
        }
    }

    /// <summary>The classes one step away that are known so far.</summary>
    public IEnumerable<AliasCell> Neighbours
    {
        get
        {
            var root = Root;
            foreach (var part in root.parts?.Values ?? Enumerable.Empty<AliasCell>())
                yield return part.Root;
            if (root.target is not null)
                yield return root.target.Root;
            if (root.world is not null && root.world.Root != root)
                yield return root.world.Root;
        }
    }

    public IEnumerable<KeyValuePair<string, AliasCell>> KnownParts => Root.parts ?? [];

    public AliasCell? KnownTarget => Root.target?.Root ?? World;

    /// <summary>
    /// The fields and element types that locations of the class are: what memory of another class has in common with it if it is the same after all.
    /// </summary>
    public IEnumerable<string> Kinds => Root.kinds ?? Enumerable.Empty<string>();

    public void AddKind(string kind) => (Root.kinds ??= []).Add(kind);

    /// <summary>Adds to the facts of the class; true when that is news.</summary>
    public bool Add(MemoryFacts more)
    {
        var root = Root;
        if ((root.facts & more) == more)
            return false;
        root.facts |= more;
        return true;
    }

    /// <summary>Adds to the facts of the class and of everything reached from it, now or later; true when that is news.</summary>
    public bool AddDeep(MemoryFacts more)
    {
        var changed = false;
        var work = new Stack<AliasCell>();
        work.Push(Root);
        while (work.Count > 0)
        {
            var cell = work.Pop();
            if ((cell.inherited & more) == more)
                continue;
            cell.inherited |= more;
            changed = true;
            foreach (var next in cell.Neighbours)
                work.Push(next);
        }
        return changed;
    }

    /// <summary>A class of objects of which any may refer to any other.</summary>
    public static AliasCell NewWorld()
    {
        var made = new AliasCell();
        made.world = made;
        return made;
    }

    /// <summary>Whatever is reached from a location belongs to one class of objects.</summary>
    public void EnterWorld(AliasCell objects) => Run(new Stack<(AliasCell, AliasCell, bool)>([(this, objects, true)]));

    /// <summary>Makes two classes one, and with them what they lead to.</summary>
    public static void Unify(AliasCell first, AliasCell second) => Run(new Stack<(AliasCell, AliasCell, bool)>([(first, second, false)]));

    private static void Run(Stack<(AliasCell, AliasCell, bool)> work)
    {
        while (work.Count > 0)
        {
            var (a, b, isEntering) = work.Pop();
            a = a.Root;
            b = b.Root;
            if (a == b)
                continue;
            if (isEntering && !a.IsCollapsed && !b.IsCollapsed)
                a.Enter(b, work);
            else
                Unify(a, b, work);
        }
    }

    private void Enter(AliasCell objects, Stack<(AliasCell, AliasCell, bool)> work)
    {
        if (world is not null)
        {
            work.Push((world, objects, false));
            return;
        }
        world = objects;
        foreach (var part in parts?.Values ?? Enumerable.Empty<AliasCell>())
            work.Push((part, objects, true));
        if (target is not null)
            work.Push((target, objects, false));
        target = null;
        objects.AddDeep(inherited);
    }

    private static void Unify(AliasCell a, AliasCell b, Stack<(AliasCell, AliasCell, bool)> work)
    {
        if (b.IsCollapsed)
            (a, b) = (b, a);
        var (ours, theirs) = (a.world, b.world);
        b.parent = a;
        a.facts |= b.facts;
        if (b.kinds is not null)
            (a.kinds ??= []).UnionWith(b.kinds);
        a.inherited |= b.inherited;
        if (ours is not null && theirs is not null)
            work.Push((ours, theirs, false));
        else if (theirs is not null && !a.IsCollapsed)
            a.Enter(theirs, work);
        else if (theirs is not null)
            work.Push((a, theirs, false));
        foreach (var part in b.parts ?? [])
        {
            if (a.IsCollapsed)
                work.Push((a, part.Value, false));
            else if ((a.parts ??= []).TryGetValue(part.Key, out var same))
                work.Push((same, part.Value, false));
            else
                a.parts.Add(part.Key, part.Value);
            if (ours is not null && theirs is null)
                work.Push((part.Value, ours, true));
        }
        if (b.target is not null)
        {
            if (a.IsCollapsed)
                work.Push((a, b.target, false));
            else if (a.Target is var known)
                work.Push((known, b.target, false));
        }
        b.parts = null;
        b.target = null;
        b.world = null;
        foreach (var next in a.Neighbours.ToList())
            next.AddDeep(a.inherited);
    }

    /// <summary>Gives up telling apart what is reached from here.</summary>
    public void Collapse()
    {
        var root = Root;
        if (root.IsCollapsed)
            return;
        var neighbours = root.Neighbours.ToList();
        root.IsCollapsed = true;
        root.parts = null;
        root.target = null;
        root.world = null;
        foreach (var next in neighbours)
            Unify(root, next);
        root.Root.facts |= root.Root.inherited;
    }

    /// <summary>The class and everything reached from it.</summary>
    public HashSet<AliasCell> Reachable()
    {
        var seen = new HashSet<AliasCell>();
        var work = new Stack<AliasCell>();
        work.Push(Root);
        while (work.Count > 0)
        {
            var cell = work.Pop();
            if (!seen.Add(cell))
                continue;
            foreach (var next in cell.Neighbours)
                work.Push(next);
        }
        return seen;
    }
}
