namespace ShopSocially.Loyalty.Server.Tests;

/// <summary>Calls that do not wait for each other.</summary>
internal static class AtOnce
{
    /// <summary>Makes so many calls at once; their answers are in order of number.</summary>
    public static Task<Answer[]> Ask(int calls, Func<int, Task<Answer>> call) =>
        Task.WhenAll(Enumerable.Range(0, calls).Select(i => Task.Run(() => call(i))));
}
