using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Passes.ControlFlow;
using AutoDiff.Weaving.Passes.Scalar;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation;

/// <summary>
/// The methods that call each other in a circle as one body, for analyses that do not mind the order in which things happen: calls within the circle are ways
/// into the callee's blocks, and its returns ways to what follows any of them. One pass over that is all there is to know, where method by method each would
/// have to be known before the others.
/// </summary>
/// <param name="bodyOf">The body that is analysed; null where it cannot be read.</param>
/// <param name="isFollowed">The call enters such a body.</param>
internal sealed class RecursiveBodies(Func<MethodReference, MethodIR?> bodyOf, Func<Call, bool> isFollowed)
{
    private const int MostInstructions = 20_000;

    private readonly Dictionary<string, int> numbers = [];
    private readonly Dictionary<string, int> lowest = [];
    private readonly Stack<MethodReference> open = new();
    private readonly Dictionary<string, IReadOnlyList<MethodReference>> circles = [];

    /// <summary>The body of a method together with those that it calls and that call it again; null where there are none, or too many.</summary>
    public JoinedBody? Of(MethodReference method)
    {
        if (!numbers.ContainsKey(method.FullName))
            Visit(method);
        return circles.TryGetValue(method.FullName, out var circle) && circle.Count > 0 ? Join(method, circle) : null;
    }

    /// <summary>Bodies have changed.</summary>
    public void Forget()
    {
        numbers.Clear();
        lowest.Clear();
        circles.Clear();
        open.Clear();
    }

    /// <summary>Tarjan, "Depth-first search and linear graph algorithms", 1972.</summary>
    private void Visit(MethodReference method)
    {
        var key = method.FullName;
        var number = numbers[key] = lowest[key] = numbers.Count;
        open.Push(method);
        var callsItself = false;
        foreach (var callee in bodyOf(method)?.Instructions.OfType<Call>().Where(isFollowed).Select(c => c.Method) ?? [])
        {
            callsItself |= callee.FullName == key;
            if (!numbers.ContainsKey(callee.FullName))
                Visit(callee);
            if (!circles.ContainsKey(callee.FullName))
                lowest[key] = Math.Min(lowest[key], lowest[callee.FullName]);
        }
        if (lowest[key] != number)
            return;
        var circle = new List<MethodReference>();
        do
            circle.Add(open.Pop());
        while (circle[circle.Count - 1].FullName != key);
        foreach (var member in circle)
            circles[member.FullName] = circle.Count > 1 || callsItself ? circle : [];
    }

    private JoinedBody? Join(MethodReference head, IReadOnlyList<MethodReference> circle)
    {
        var bodies = circle.Select(m => (Method: m, Body: bodyOf(m)!)).ToList();
        // What is caught is told by the calls in the try part.
        if (bodies.Sum(b => b.Body.Instructions.Count()) > MostInstructions
            || bodies.Any(b => b.Body.Regions.Any(r => r.Handler.ExceptionParameter is { HasUses: true } || r.Filter is not null)))
            return null;
        var own = bodies.First(b => b.Method.FullName == head.FullName).Body;
        var joined = new MethodIR(own.Types, own.Name, own.ReturnType) { Origin = own.Origin };
        var builder = new Builder(joined);
        var entry = joined.AddBlock("entry");
        var members = bodies.ToDictionary(b => b.Method.FullName, b => new Member(joined, b.Method, b.Body));
        foreach (var parameter in own.Parameters)
            joined.AddParameter(parameter.Type, parameter.ParameterName);
        builder.AtEnd(entry).Jump(members[head.FullName].Start, [.. joined.Parameters]);
        var callers = new Dictionary<Call, MethodReference>();
        foreach (var member in members.Values)
        {
            foreach (var call in member.Calls)
            {
                if (isFollowed(call) && members.TryGetValue(call.Method.FullName, out var callee))
                    Enter(builder, call, callee);
                else
                    callers.Add(call, member.Method);
            }
        }
        foreach (var member in members.Values)
            Leave(builder, member, isHead: member.Method.FullName == head.FullName);
        return new JoinedBody(joined, callers, [.. bodies.Select(b => b.Method)]);
    }

    private static void Enter(Builder builder, Call call, Member callee)
    {
        var before = call.Block!;
        var after = BlockPlacement.NewAfter(before, null);
        for (var next = call.Next; next is not null;)
        {
            var instruction = next;
            next = next.Next;
            instruction.Unlink();
            after.Append(instruction);
        }
        builder.Before(call).Location = call.Location;
        var arguments = callee.Start.Parameters.Select((p, i) => Coerce.To(builder, p.Type, call.Operand(i))).ToArray();
        builder.Jump(callee.Start, arguments);
        if (call.HasResult)
            call.ReplaceAllUsesWith(after.AddParameter(call.Type, call.Name));
        call.Remove();
        callee.Continuations.Add(after);
    }

    private static void Leave(Builder builder, Member member, bool isHead)
    {
        foreach (var end in member.Returns)
        {
            builder.Before(end).Location = end.Location;
            var ways = member.Continuations.Select(c => (Block: c, Arguments: c.Parameters.Select(p => Coerce.To(builder, p.Type, end.Result!)).ToArray()))
                .ToList();
            if (isHead)
            {
                var exit = BlockPlacement.NewAfter(end.Block!, "exit");
                new Builder(builder.Method) { Location = end.Location }.AtEnd(exit).Return(end.Result);
                ways.Add((exit, []));
            }
            if (ways.Count == 0)
                continue;
            var choice = new Switch(builder.Types.Void, builder.Method.Int32(0), ways.Take(ways.Count - 1).Select(w => w.Block), ways[ways.Count - 1].Block);
            for (var i = 0; i < ways.Count; i++)
            {
                foreach (var argument in ways[i].Arguments)
                    choice.Edges[i].AddArgument(argument);
            }
            builder.Add(choice);
            end.Remove();
        }
    }

    private sealed class Member
    {
        public Member(MethodIR joined, MethodReference method, MethodIR body)
        {
            Method = method;
            Start = joined.AddBlock(method.Name);
            var map = new CloneMap(joined);
            foreach (var parameter in body.Parameters)
                map[parameter] = Start.AddParameter(parameter.Type, parameter.ParameterName);
            var cloner = new Cloner(joined, map);
            var blocks = cloner.Blocks(body);
            joined.Blocks.AddRange(blocks);
            joined.Regions.AddRange(cloner.Regions(body));
            new Builder(joined).AtEnd(Start).Jump(map[body.Entry]);
            Calls = [.. blocks.SelectMany(b => b.Instructions).OfType<Call>()];
            Returns = [.. blocks.Select(b => b.Terminator).OfType<Return>()];
        }

        public MethodReference Method { get; }

        public Block Start { get; }

        public IReadOnlyList<Call> Calls { get; }

        public IReadOnlyList<Return> Returns { get; }

        /// <summary>What follows the calls of it.</summary>
        public List<Block> Continuations { get; } = [];
    }
}

/// <summary>Methods that call each other as one body.</summary>
/// <param name="Body">The body: the parameters and results are those of one of them.</param>
/// <param name="Callers">Whose a call is that leads out of the circle.</param>
/// <param name="Methods">The methods.</param>
internal sealed record JoinedBody(MethodIR Body, IReadOnlyDictionary<Call, MethodReference> Callers, IReadOnlyList<MethodReference> Methods);
