using AutoDiff.Weaving.Accounts;
using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Differentiation.Calls;
using AutoDiff.Weaving.Differentiation.Forward;
using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation;

/// <content>Forward mode: the differential forms of methods.</content>
internal sealed partial class Derivatives
{
    /// <summary>Each form once. One that is asked for while it is being built, by a circle of calls, has its signature before its body, and a tape.</summary>
    /// <param name="derivatives">The derivatives that these belong to.</param>
    /// <param name="services">What the transform needs.</param>
    /// <param name="guard">Lets a form that calls itself go on with another stack; null for forms that are differentiated in turn, which have no tape.</param>
    private sealed class DifferentialForms(Derivatives derivatives, ForwardServices services, Action<MethodDefinition, MethodReference>? guard)
    {
        private readonly Dictionary<string, DifferentialForm> known = [];
        private readonly Dictionary<string, DifferentialForm?> inProgress = [];
        private readonly Dictionary<string, UnsupportedConstructException> failures = [];

        /// <summary>The forms there are.</summary>
        public IReadOnlyCollection<string> Finished => new HashSet<string>(known.Keys);

        /// <summary>Forms that are derived again when they are asked for.</summary>
        public void LeaveBehindAllBut(IReadOnlyCollection<string> finished)
        {
            foreach (var begun in known.Where(f => !finished.Contains(f.Key)).ToList())
            {
                derivatives.LeaveBehind(begun.Value.Method);
                known.Remove(begun.Key);
            }
            failures.Clear();
        }

        /// <summary>For an operator: nobody looks at the arguments' shadows afterwards.</summary>
        public DifferentialForm Outermost(DerivativeRequest request, bool withValue) =>
            Of(request.Key + (withValue ? "|outermost" : "|tangent"), request, withValue, isOutermost: true);

        /// <summary>For a caller's form.</summary>
        public DifferentialForm AsAsked(DerivativeRequest request) => Of(request.Key, request, withValue: true, isOutermost: false);

        private DifferentialForm Of(string key, DerivativeRequest request, bool withValue, bool isOutermost)
        {
            if (known.TryGetValue(key, out var form))
                return form;
            if (failures.TryGetValue(key, out var failure))
                throw failure;
            if (inProgress.TryGetValue(key, out var early))
                return early ?? (inProgress[key] = Declare(request));
            inProgress.Add(key, null);
            try
            {
                return known[key] = derivatives.WithHandlers(derivatives.BodyOf(request), body => Build(key, request, body, withValue, isOutermost));
            }
            catch (UnsupportedConstructException e)
            {
                failures[key] = e;
                // Callees in a circle may refer to it already, and be kept by a caller that can do without this one.
                if (inProgress[key] is { } begun)
                    derivatives.WriteThrow(begun.Method, e.Message);
                throw;
            }
            finally
            {
                inProgress.Remove(key);
            }
        }

        /// <summary>The form before its body is known.</summary>
        private DifferentialForm Declare(DerivativeRequest request)
        {
            var body = derivatives.BodyOf(request);
            List<(string, TypeReference)> parameters = [.. body.Parameters.Select(p => (p.ParameterName, p.Type))];
            parameters.AddRange(body.Parameters.Where(p => request.Roles[p.Index] != ParameterRole.None)
                .Select(p => ("d" + p.ParameterName, services.Tangents.CarrierOf(p.Type))));
            if (guard is not null)
                parameters.Add(("tape", services.Runtime.Tape));
            return new DifferentialForm(derivatives.generated.NewMethod(request.Method, "differential", Returned(request, body, withValue: true), parameters),
                usesTape: guard is not null);
        }

        private DifferentialForm Build(string key, DerivativeRequest request, MethodIR body, bool withValue, bool isOutermost, bool isRepetition = false)
        {
            var method = Cloner.Copy(body, request.Method.Name + "__differential", Returned(request, body, withValue));
            var transform = new ForwardTransform(method, body.ReturnType, request, isOutermost, services);
            derivatives.Note(request.Method, transform.Found, transform.Differences);
            var repetition = !isRepetition && transform.CanTestLater ? Build(key, request, body, withValue, isOutermost, isRepetition: true) : null;
            transform.Build(
                Duals.RoleOfResult(services.Tangents, body.ReturnType, request.ShadowsResult), withValue,
                repetition is null
                    ? null
                    : (builder, numbers) => derivatives.RepeatIfUndefined(builder, numbers, repetition.Method, repetition.UsesTape, transform.Tape));
            // What is differentiated in turn stays as it can be read.
            derivatives.Finish(method, null, isVectorised: guard is not null);
            if (guard is null && transform.Tape.HasUses)
            {
                throw new UnsupportedConstructException(
                    "AD1006", null, $"cannot differentiate '{UserNames.Of(request.Method)}' twice: its derivative finds the tangents of objects in static "
                    + "fields, or of what constants refer to, by the object. Hand the objects over, or keep them in local variables.");
            }
            DifferentialForm form;
            if (!isRepetition && inProgress[key] is { } early)
            {
                form = early;
                if (!form.UsesTape)
                    method.Parameters.Remove(transform.Tape);
            }
            else
            {
                var usesTape = transform.Tape.HasUses;
                if (!usesTape)
                    method.Parameters.Remove(transform.Tape);
                form = new DifferentialForm(derivatives.NewMethod(request.Method,
                    (withValue ? "differential" : "derivative") + (isRepetition ? "Repeated" : ""), method), usesTape);
                form.Method.NoInlining = isRepetition;
            }
            derivatives.Emit(method, form.Method);
            if (!isRepetition)
            {
                derivatives.Account(DerivativeKind.Differential, request.Method, [form.Method, .. Repetition(repetition?.Method)], transform.Body, null,
                    RemarksOn(repetition?.Method));
            }
            if (form == inProgress[key])
                guard?.Invoke(form.Method, request.Method);
            form.DependsOnParameters = transform.DependsOnParameters;
            form.DependsByComparisons = transform.Found.Any(f => f.IsAll);
            form.WritesTo = i => transform.Written[i];
            form.WritesStatics = transform.WritesStatics;
            return form;
        }

        private TypeReference Returned(DerivativeRequest request, MethodIR body, bool withValue)
        {
            var role = Duals.RoleOfResult(services.Tangents, body.ReturnType, request.ShadowsResult);
            if (role == ParameterRole.None)
                return body.ReturnType;
            var carrier = services.Tangents.CarrierOf(body.ReturnType);
            return withValue ? derivatives.tuples.Tuple([body.ReturnType, carrier]) : carrier;
        }
    }
}
