using Xunit;

namespace ShopSocially.Loyalty.Places;

/// <summary>A test of the engine that keeps a database in a file.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FileFactAttribute : FactAttribute
{
    public FileFactAttribute() => Skip = OwnPlace.IsServer ? "It is of files alone." : null;
}

/// <summary>The same, with several arguments.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FileTheoryAttribute : TheoryAttribute
{
    public FileTheoryAttribute() => Skip = OwnPlace.IsServer ? "It is of files alone." : null;
}

/// <summary>A test of the engine that is a server of its own.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ServerFactAttribute : FactAttribute
{
    public ServerFactAttribute() =>
        Skip = OwnPlace.IsServer ? null : "LOYALTY_POSTGRES is not set.";
}
