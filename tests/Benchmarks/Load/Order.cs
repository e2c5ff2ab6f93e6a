namespace ShopSocially.Loyalty.Benchmarks.Load;

/// <summary>What the load generator is asked to send, to whom.</summary>
/// <param name="Script">A file of the folder Scripts, without its ending.</param>
/// <param name="Connections">So many requests are under way at a time.</param>
internal sealed record Order(string Script, int Connections)
{
    /// <summary>The query's first and last day and what else a list asks for; else empty.</summary>
    public string Query { get; init; } = "";
}
