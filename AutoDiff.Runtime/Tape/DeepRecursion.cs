using System.ComponentModel;
using System.Runtime.ExceptionServices;

namespace AutoDiff;

/// <summary>
/// Goes on with a sweep on a thread of its own where the stack of the calling one is used up: a derivative needs more of it at every level of a recursion than
/// the function does. Generated code calls it; users need not.
/// </summary>
/// <remarks>
/// The calling thread waits, so that there is one at a time. What belongs to a thread (<see cref="ThreadStaticAttribute"/>, locks that are held) does not come
/// along.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DeepRecursion
{
    // Half of it in use is no more than a few hundred thousand calls deep; what is not used costs address space only.
    private const int StackSize = 16 << 20;

    /// <summary>Calls a function on a new thread; its exceptions come out as they were thrown.</summary>
    /// <typeparam name="TArguments">What the function is called with.</typeparam>
    /// <typeparam name="TResult">What it returns.</typeparam>
    public static TResult Call<TArguments, TResult>(Func<TArguments, TResult> function, TArguments arguments)
    {
        TResult result = default!;
        Run(() => result = function(arguments));
        return result;
    }

    /// <summary>Calls a function without a result on a new thread; its exceptions come out as they were thrown.</summary>
    /// <typeparam name="TArguments">What the function is called with.</typeparam>
    public static void Do<TArguments>(Action<TArguments> function, TArguments arguments) => Run(() => function(arguments));

    private static void Run(Action action)
    {
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    action();
                }
                catch (Exception exception)
                {
                    failure = ExceptionDispatchInfo.Capture(exception);
                }
            },
            StackSize)
        {
            IsBackground = true,
        };
        thread.Start();
        Wait(thread);
        failure?.Throw();
    }

    /// <summary>Both threads may use the tape: an interrupt has to wait until the other one is through.</summary>
    private static void Wait(Thread thread)
    {
        bool wasInterrupted = false;
        while (true)
        {
            try
            {
                thread.Join();
                break;
            }
            catch (ThreadInterruptedException)
            {
                wasInterrupted = true;
            }
        }

        if (wasInterrupted)
            Thread.CurrentThread.Interrupt();
    }
}
