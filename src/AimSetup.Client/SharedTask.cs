namespace AimSetup.Client;

/// <summary>Tasks that any number of callers wait for, or none.</summary>
internal static class SharedTask
{
    /// <summary>All callers get its result: it runs as the process, not as whom the first of them impersonates.</summary>
    public static Task<AimToken> Run(Func<Task<AimToken>> fetch)
    {
        if (ExecutionContext.IsFlowSuppressed())
            return Observed(Task.Run(fetch));
        Task<AimToken> task;
        using (ExecutionContext.SuppressFlow())
            task = Task.Run(fetch);
        return Observed(task);
    }

    /// <summary>It may be that nobody waits for it, or no longer: then its failure is nobody's, and must not end the process.</summary>
    public static Task<T> Observed<T>(Task<T> task)
    {
        task.ContinueWith(t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return task;
    }
}
