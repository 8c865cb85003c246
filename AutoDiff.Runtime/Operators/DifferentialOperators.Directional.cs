namespace AutoDiff;

/// <content>Forward mode for functions of any number of numbers: their derivatives in a direction.</content>
public static partial class DifferentialOperators
{
    /// <summary>
    /// The derivative of a function in a direction, J·v with J the Jacobian at the point: one run of the function beside which the tangents of everything
    /// in it are computed.
    /// </summary>
    /// <typeparam name="T">The type of the argument: a scalar, array, tuple, struct or object that has a tangent.</typeparam>
    /// <typeparam name="TResult">The type of the result; any type that has a tangent.</typeparam>
    /// <param name="at">The point x.</param>
    /// <param name="along">The direction v, of the shape of <paramref name="at"/>.</param>
    /// <param name="of">The function f.</param>
    /// <returns>J·v, of the shape of f(x).</returns>
    /// <exception cref="ArgumentNullException"><paramref name="of"/> is null.</exception>
    /// <exception cref="NotWovenException">The assembly that contains this call was not woven.</exception>
    public static TResult JacobianVectorProduct<T, TResult>(T at, T along, DifferentiableFunc<T, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T, TResult>>(of, "JacobianVectorProduct(at:, along:, of:)");
        function.ValueWithDifferential(at, along, out var differential);
        return differential;
    }

    /// <summary>The differential of a function at a point: the linear map from tangents of the argument to tangents of the result, v ↦ J·v.</summary>
    /// <typeparam name="T">The type of the argument: a scalar, array, tuple, struct or object that has a tangent.</typeparam>
    /// <typeparam name="TResult">The type of the result; any type that has a tangent.</typeparam>
    /// <param name="at">The point x.</param>
    /// <param name="of">The function f.</param>
    /// <returns>The map, which can be called repeatedly.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="of"/> is null.</exception>
    /// <exception cref="NotWovenException">The assembly that contains this call was not woven.</exception>
    public static Differential<T, TResult> Differential<T, TResult>(T at, DifferentiableFunc<T, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T, TResult>>(of, "Differential(at:, of:)");
        var point = Shadow.Copy(at);
        return tangent =>
        {
            function.ValueWithDifferential(point, tangent, out var differential);
            return differential;
        };
    }

    /// <summary>
    /// The value of a function and its differential at a point: the linear map from tangents of the argument to tangents of the result, v ↦ J·v.
    /// </summary>
    /// <typeparam name="T">The type of the argument: a scalar, array, tuple, struct or object that has a tangent.</typeparam>
    /// <typeparam name="TResult">The type of the result; any type that has a tangent.</typeparam>
    /// <param name="at">The point x.</param>
    /// <param name="of">The function f.</param>
    /// <returns>f(x), and the map, which can be called repeatedly.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="of"/> is null.</exception>
    /// <exception cref="NotWovenException">The assembly that contains this call was not woven.</exception>
    public static (TResult Value, Differential<T, TResult> Differential) ValueWithDifferential<T, TResult>(T at, DifferentiableFunc<T, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T, TResult>>(of, "ValueWithDifferential(at:, of:)");
        var point = Shadow.Copy(at);
        var value = function.ValueWithDifferential(point, Shadow.Like(point), out _);
        return (value, tangent =>
        {
            function.ValueWithDifferential(point, tangent, out var differential);
            return differential;
        });
    }

    /// <inheritdoc cref="JacobianVectorProduct{T, TResult}(T, T, DifferentiableFunc{T, TResult})"/>
    public static TResult JacobianVectorProduct<T1, T2, TResult>((T1, T2) at, (T1, T2) along, DifferentiableFunc<T1, T2, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, TResult>>(of, "JacobianVectorProduct(at:, along:, of:)");
        function.ValueWithDifferential(at.Item1, at.Item2, along, out var differential);
        return differential;
    }

    /// <inheritdoc cref="Differential{T, TResult}(T, DifferentiableFunc{T, TResult})"/>
    public static Differential<(T1, T2), TResult> Differential<T1, T2, TResult>((T1, T2) at, DifferentiableFunc<T1, T2, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, TResult>>(of, "Differential(at:, of:)");
        var point = Shadow.Copy(at);
        return tangent =>
        {
            function.ValueWithDifferential(point.Item1, point.Item2, tangent, out var differential);
            return differential;
        };
    }

    /// <inheritdoc cref="ValueWithDifferential{T, TResult}(T, DifferentiableFunc{T, TResult})"/>
    public static (TResult Value, Differential<(T1, T2), TResult> Differential) ValueWithDifferential<T1, T2, TResult>(
        (T1, T2) at,
        DifferentiableFunc<T1, T2, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, TResult>>(of, "ValueWithDifferential(at:, of:)");
        var point = Shadow.Copy(at);
        var value = function.ValueWithDifferential(point.Item1, point.Item2, Shadow.Like(point), out _);
        return (value, tangent =>
        {
            function.ValueWithDifferential(point.Item1, point.Item2, tangent, out var differential);
            return differential;
        });
    }

    /// <inheritdoc cref="JacobianVectorProduct{T, TResult}(T, T, DifferentiableFunc{T, TResult})"/>
    public static TResult JacobianVectorProduct<T1, T2, T3, TResult>((T1, T2, T3) at, (T1, T2, T3) along, DifferentiableFunc<T1, T2, T3, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, TResult>>(of, "JacobianVectorProduct(at:, along:, of:)");
        function.ValueWithDifferential(at.Item1, at.Item2, at.Item3, along, out var differential);
        return differential;
    }

    /// <inheritdoc cref="Differential{T, TResult}(T, DifferentiableFunc{T, TResult})"/>
    public static Differential<(T1, T2, T3), TResult> Differential<T1, T2, T3, TResult>((T1, T2, T3) at, DifferentiableFunc<T1, T2, T3, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, TResult>>(of, "Differential(at:, of:)");
        var point = Shadow.Copy(at);
        return tangent =>
        {
            function.ValueWithDifferential(point.Item1, point.Item2, point.Item3, tangent, out var differential);
            return differential;
        };
    }

    /// <inheritdoc cref="ValueWithDifferential{T, TResult}(T, DifferentiableFunc{T, TResult})"/>
    public static (TResult Value, Differential<(T1, T2, T3), TResult> Differential) ValueWithDifferential<T1, T2, T3, TResult>(
        (T1, T2, T3) at,
        DifferentiableFunc<T1, T2, T3, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, TResult>>(of, "ValueWithDifferential(at:, of:)");
        var point = Shadow.Copy(at);
        var value = function.ValueWithDifferential(point.Item1, point.Item2, point.Item3, Shadow.Like(point), out _);
        return (value, tangent =>
        {
            function.ValueWithDifferential(point.Item1, point.Item2, point.Item3, tangent, out var differential);
            return differential;
        });
    }

    /// <inheritdoc cref="JacobianVectorProduct{T, TResult}(T, T, DifferentiableFunc{T, TResult})"/>
    public static TResult JacobianVectorProduct<T1, T2, T3, T4, TResult>(
        (T1, T2, T3, T4) at,
        (T1, T2, T3, T4) along,
        DifferentiableFunc<T1, T2, T3, T4, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, TResult>>(of, "JacobianVectorProduct(at:, along:, of:)");
        function.ValueWithDifferential(at.Item1, at.Item2, at.Item3, at.Item4, along, out var differential);
        return differential;
    }

    /// <inheritdoc cref="Differential{T, TResult}(T, DifferentiableFunc{T, TResult})"/>
    public static Differential<(T1, T2, T3, T4), TResult> Differential<T1, T2, T3, T4, TResult>(
        (T1, T2, T3, T4) at,
        DifferentiableFunc<T1, T2, T3, T4, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, TResult>>(of, "Differential(at:, of:)");
        var point = Shadow.Copy(at);
        return tangent =>
        {
            function.ValueWithDifferential(point.Item1, point.Item2, point.Item3, point.Item4, tangent, out var differential);
            return differential;
        };
    }

    /// <inheritdoc cref="ValueWithDifferential{T, TResult}(T, DifferentiableFunc{T, TResult})"/>
    public static (TResult Value, Differential<(T1, T2, T3, T4), TResult> Differential) ValueWithDifferential<T1, T2, T3, T4, TResult>(
        (T1, T2, T3, T4) at,
        DifferentiableFunc<T1, T2, T3, T4, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, TResult>>(of, "ValueWithDifferential(at:, of:)");
        var point = Shadow.Copy(at);
        var value = function.ValueWithDifferential(point.Item1, point.Item2, point.Item3, point.Item4, Shadow.Like(point), out _);
        return (value, tangent =>
        {
            function.ValueWithDifferential(point.Item1, point.Item2, point.Item3, point.Item4, tangent, out var differential);
            return differential;
        });
    }

    /// <inheritdoc cref="JacobianVectorProduct{T, TResult}(T, T, DifferentiableFunc{T, TResult})"/>
    public static TResult JacobianVectorProduct<T1, T2, T3, T4, T5, TResult>(
        (T1, T2, T3, T4, T5) at,
        (T1, T2, T3, T4, T5) along,
        DifferentiableFunc<T1, T2, T3, T4, T5, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, TResult>>(of, "JacobianVectorProduct(at:, along:, of:)");
        function.ValueWithDifferential(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, along, out var differential);
        return differential;
    }

    /// <inheritdoc cref="Differential{T, TResult}(T, DifferentiableFunc{T, TResult})"/>
    public static Differential<(T1, T2, T3, T4, T5), TResult> Differential<T1, T2, T3, T4, T5, TResult>(
        (T1, T2, T3, T4, T5) at,
        DifferentiableFunc<T1, T2, T3, T4, T5, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, TResult>>(of, "Differential(at:, of:)");
        var point = Shadow.Copy(at);
        return tangent =>
        {
            function.ValueWithDifferential(point.Item1, point.Item2, point.Item3, point.Item4, point.Item5, tangent, out var differential);
            return differential;
        };
    }

    /// <inheritdoc cref="ValueWithDifferential{T, TResult}(T, DifferentiableFunc{T, TResult})"/>
    public static (TResult Value, Differential<(T1, T2, T3, T4, T5), TResult> Differential) ValueWithDifferential<T1, T2, T3, T4, T5, TResult>(
        (T1, T2, T3, T4, T5) at,
        DifferentiableFunc<T1, T2, T3, T4, T5, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, TResult>>(of, "ValueWithDifferential(at:, of:)");
        var point = Shadow.Copy(at);
        var value = function.ValueWithDifferential(point.Item1, point.Item2, point.Item3, point.Item4, point.Item5, Shadow.Like(point), out _);
        return (value, tangent =>
        {
            function.ValueWithDifferential(point.Item1, point.Item2, point.Item3, point.Item4, point.Item5, tangent, out var differential);
            return differential;
        });
    }

    /// <inheritdoc cref="JacobianVectorProduct{T, TResult}(T, T, DifferentiableFunc{T, TResult})"/>
    public static TResult JacobianVectorProduct<T1, T2, T3, T4, T5, T6, TResult>(
        (T1, T2, T3, T4, T5, T6) at,
        (T1, T2, T3, T4, T5, T6) along,
        DifferentiableFunc<T1, T2, T3, T4, T5, T6, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, TResult>>(of, "JacobianVectorProduct(at:, along:, of:)");
        function.ValueWithDifferential(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, at.Item6, along, out var differential);
        return differential;
    }

    /// <inheritdoc cref="Differential{T, TResult}(T, DifferentiableFunc{T, TResult})"/>
    public static Differential<(T1, T2, T3, T4, T5, T6), TResult> Differential<T1, T2, T3, T4, T5, T6, TResult>(
        (T1, T2, T3, T4, T5, T6) at,
        DifferentiableFunc<T1, T2, T3, T4, T5, T6, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, TResult>>(of, "Differential(at:, of:)");
        var point = Shadow.Copy(at);
        return tangent =>
        {
            function.ValueWithDifferential(point.Item1, point.Item2, point.Item3, point.Item4, point.Item5, point.Item6, tangent, out var differential);
            return differential;
        };
    }

    /// <inheritdoc cref="ValueWithDifferential{T, TResult}(T, DifferentiableFunc{T, TResult})"/>
    public static (TResult Value, Differential<(T1, T2, T3, T4, T5, T6), TResult> Differential) ValueWithDifferential<T1, T2, T3, T4, T5, T6, TResult>(
        (T1, T2, T3, T4, T5, T6) at,
        DifferentiableFunc<T1, T2, T3, T4, T5, T6, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, TResult>>(of, "ValueWithDifferential(at:, of:)");
        var point = Shadow.Copy(at);
        var value = function.ValueWithDifferential(point.Item1, point.Item2, point.Item3, point.Item4, point.Item5, point.Item6, Shadow.Like(point), out _);
        return (value, tangent =>
        {
            function.ValueWithDifferential(point.Item1, point.Item2, point.Item3, point.Item4, point.Item5, point.Item6, tangent, out var differential);
            return differential;
        });
    }

    /// <inheritdoc cref="JacobianVectorProduct{T, TResult}(T, T, DifferentiableFunc{T, TResult})"/>
    public static TResult JacobianVectorProduct<T1, T2, T3, T4, T5, T6, T7, TResult>(
        (T1, T2, T3, T4, T5, T6, T7) at,
        (T1, T2, T3, T4, T5, T6, T7) along,
        DifferentiableFunc<T1, T2, T3, T4, T5, T6, T7, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, T7, TResult>>(of, "JacobianVectorProduct(at:, along:, of:)");
        function.ValueWithDifferential(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, at.Item6, at.Item7, along, out var differential);
        return differential;
    }

    /// <inheritdoc cref="Differential{T, TResult}(T, DifferentiableFunc{T, TResult})"/>
    public static Differential<(T1, T2, T3, T4, T5, T6, T7), TResult> Differential<T1, T2, T3, T4, T5, T6, T7, TResult>(
        (T1, T2, T3, T4, T5, T6, T7) at,
        DifferentiableFunc<T1, T2, T3, T4, T5, T6, T7, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, T7, TResult>>(of, "Differential(at:, of:)");
        var point = Shadow.Copy(at);
        return tangent =>
        {
            function.ValueWithDifferential(
                point.Item1, point.Item2, point.Item3, point.Item4, point.Item5, point.Item6, point.Item7, tangent, out var differential);
            return differential;
        };
    }

    /// <inheritdoc cref="ValueWithDifferential{T, TResult}(T, DifferentiableFunc{T, TResult})"/>
    public static (TResult Value, Differential<(T1, T2, T3, T4, T5, T6, T7), TResult> Differential) ValueWithDifferential<T1, T2, T3, T4, T5, T6, T7, TResult>(
        (T1, T2, T3, T4, T5, T6, T7) at,
        DifferentiableFunc<T1, T2, T3, T4, T5, T6, T7, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, T7, TResult>>(of, "ValueWithDifferential(at:, of:)");
        var point = Shadow.Copy(at);
        var value = function.ValueWithDifferential(
            point.Item1, point.Item2, point.Item3, point.Item4, point.Item5, point.Item6, point.Item7, Shadow.Like(point), out _);
        return (value, tangent =>
        {
            function.ValueWithDifferential(
                point.Item1, point.Item2, point.Item3, point.Item4, point.Item5, point.Item6, point.Item7, tangent, out var differential);
            return differential;
        });
    }

    /// <inheritdoc cref="JacobianVectorProduct{T, TResult}(T, T, DifferentiableFunc{T, TResult})"/>
    public static TResult JacobianVectorProduct<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(
        (T1, T2, T3, T4, T5, T6, T7, T8) at,
        (T1, T2, T3, T4, T5, T6, T7, T8) along,
        DifferentiableFunc<T1, T2, T3, T4, T5, T6, T7, T8, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, T7, T8, TResult>>(
            of, "JacobianVectorProduct(at:, along:, of:)");
        function.ValueWithDifferential(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, at.Item6, at.Item7, at.Item8, along, out var differential);
        return differential;
    }

    /// <inheritdoc cref="Differential{T, TResult}(T, DifferentiableFunc{T, TResult})"/>
    public static Differential<(T1, T2, T3, T4, T5, T6, T7, T8), TResult> Differential<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(
        (T1, T2, T3, T4, T5, T6, T7, T8) at,
        DifferentiableFunc<T1, T2, T3, T4, T5, T6, T7, T8, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, T7, T8, TResult>>(of, "Differential(at:, of:)");
        var point = Shadow.Copy(at);
        return tangent =>
        {
            function.ValueWithDifferential(
                point.Item1, point.Item2, point.Item3, point.Item4, point.Item5, point.Item6, point.Item7, point.Item8, tangent, out var differential);
            return differential;
        };
    }

    /// <inheritdoc cref="ValueWithDifferential{T, TResult}(T, DifferentiableFunc{T, TResult})"/>
    public static (TResult Value, Differential<(T1, T2, T3, T4, T5, T6, T7, T8), TResult> Differential)
        ValueWithDifferential<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(
        (T1, T2, T3, T4, T5, T6, T7, T8) at,
        DifferentiableFunc<T1, T2, T3, T4, T5, T6, T7, T8, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, T7, T8, TResult>>(of, "ValueWithDifferential(at:, of:)");
        var point = Shadow.Copy(at);
        var value = function.ValueWithDifferential(
            point.Item1, point.Item2, point.Item3, point.Item4, point.Item5, point.Item6, point.Item7, point.Item8, Shadow.Like(point), out _);
        return (value, tangent =>
        {
            function.ValueWithDifferential(
                point.Item1, point.Item2, point.Item3, point.Item4, point.Item5, point.Item6, point.Item7, point.Item8, tangent, out var differential);
            return differential;
        });
    }

    /// <summary>The value of a function and its derivative in a direction, J·v with J the Jacobian at the point.</summary>
    /// <typeparam name="T">The type of the argument: a scalar, array, tuple, struct or object that has a tangent.</typeparam>
    /// <typeparam name="TResult">The type of the result; any type that has a tangent.</typeparam>
    /// <param name="at">The point x.</param>
    /// <param name="along">The direction v, of the shape of <paramref name="at"/>.</param>
    /// <param name="of">The function f.</param>
    /// <returns>f(x), and J·v of the same shape.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="of"/> is null.</exception>
    /// <exception cref="NotWovenException">The assembly that contains this call was not woven.</exception>
    public static (TResult Value, TResult Tangent) ValueWithJacobianVectorProduct<T, TResult>(
        T at,
        T along,
        DifferentiableFunc<T, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T, TResult>>(
            of, "ValueWithJacobianVectorProduct(at:, along:, of:)");
        var value = function.ValueWithDifferential(at, along, out var differential);
        return (value, differential);
    }

    /// <inheritdoc cref="ValueWithJacobianVectorProduct{T, TResult}(T, T, DifferentiableFunc{T, TResult})"/>
    public static (TResult Value, TResult Tangent) ValueWithJacobianVectorProduct<T1, T2, TResult>(
        (T1, T2) at,
        (T1, T2) along,
        DifferentiableFunc<T1, T2, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, TResult>>(
            of, "ValueWithJacobianVectorProduct(at:, along:, of:)");
        var value = function.ValueWithDifferential(at.Item1, at.Item2, along, out var differential);
        return (value, differential);
    }

    /// <inheritdoc cref="ValueWithJacobianVectorProduct{T, TResult}(T, T, DifferentiableFunc{T, TResult})"/>
    public static (TResult Value, TResult Tangent) ValueWithJacobianVectorProduct<T1, T2, T3, TResult>(
        (T1, T2, T3) at,
        (T1, T2, T3) along,
        DifferentiableFunc<T1, T2, T3, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, TResult>>(
            of, "ValueWithJacobianVectorProduct(at:, along:, of:)");
        var value = function.ValueWithDifferential(at.Item1, at.Item2, at.Item3, along, out var differential);
        return (value, differential);
    }

    /// <inheritdoc cref="ValueWithJacobianVectorProduct{T, TResult}(T, T, DifferentiableFunc{T, TResult})"/>
    public static (TResult Value, TResult Tangent) ValueWithJacobianVectorProduct<T1, T2, T3, T4, TResult>(
        (T1, T2, T3, T4) at,
        (T1, T2, T3, T4) along,
        DifferentiableFunc<T1, T2, T3, T4, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, TResult>>(
            of, "ValueWithJacobianVectorProduct(at:, along:, of:)");
        var value = function.ValueWithDifferential(at.Item1, at.Item2, at.Item3, at.Item4, along, out var differential);
        return (value, differential);
    }

    /// <inheritdoc cref="ValueWithJacobianVectorProduct{T, TResult}(T, T, DifferentiableFunc{T, TResult})"/>
    public static (TResult Value, TResult Tangent) ValueWithJacobianVectorProduct<T1, T2, T3, T4, T5, TResult>(
        (T1, T2, T3, T4, T5) at,
        (T1, T2, T3, T4, T5) along,
        DifferentiableFunc<T1, T2, T3, T4, T5, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, TResult>>(
            of, "ValueWithJacobianVectorProduct(at:, along:, of:)");
        var value = function.ValueWithDifferential(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, along, out var differential);
        return (value, differential);
    }

    /// <inheritdoc cref="ValueWithJacobianVectorProduct{T, TResult}(T, T, DifferentiableFunc{T, TResult})"/>
    public static (TResult Value, TResult Tangent) ValueWithJacobianVectorProduct<T1, T2, T3, T4, T5, T6, TResult>(
        (T1, T2, T3, T4, T5, T6) at,
        (T1, T2, T3, T4, T5, T6) along,
        DifferentiableFunc<T1, T2, T3, T4, T5, T6, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, TResult>>(
            of, "ValueWithJacobianVectorProduct(at:, along:, of:)");
        var value = function.ValueWithDifferential(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, at.Item6, along, out var differential);
        return (value, differential);
    }

    /// <inheritdoc cref="ValueWithJacobianVectorProduct{T, TResult}(T, T, DifferentiableFunc{T, TResult})"/>
    public static (TResult Value, TResult Tangent) ValueWithJacobianVectorProduct<T1, T2, T3, T4, T5, T6, T7, TResult>(
        (T1, T2, T3, T4, T5, T6, T7) at,
        (T1, T2, T3, T4, T5, T6, T7) along,
        DifferentiableFunc<T1, T2, T3, T4, T5, T6, T7, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, T7, TResult>>(
            of, "ValueWithJacobianVectorProduct(at:, along:, of:)");
        var value = function.ValueWithDifferential(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, at.Item6, at.Item7, along, out var differential);
        return (value, differential);
    }

    /// <inheritdoc cref="ValueWithJacobianVectorProduct{T, TResult}(T, T, DifferentiableFunc{T, TResult})"/>
    public static (TResult Value, TResult Tangent) ValueWithJacobianVectorProduct<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(
        (T1, T2, T3, T4, T5, T6, T7, T8) at,
        (T1, T2, T3, T4, T5, T6, T7, T8) along,
        DifferentiableFunc<T1, T2, T3, T4, T5, T6, T7, T8, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, T7, T8, TResult>>(
            of, "ValueWithJacobianVectorProduct(at:, along:, of:)");
        var value = function.ValueWithDifferential(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, at.Item6, at.Item7, at.Item8, along, out var differential);
        return (value, differential);
    }
}
