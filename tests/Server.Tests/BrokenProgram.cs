using Dapper;
using ShopSocially.Loyalty.Places;

namespace ShopSocially.Loyalty.Server.Tests;

/// <summary>A program whose members cannot be changed until this is disposed.</summary>
internal sealed class BrokenProgram : IDisposable
{
    private readonly OwnPlace _place;

    public BrokenProgram(OwnPlace place, string partnerId)
    {
        _place = place;
        using var connection = _place.Connect();
        var number = connection.ExecuteScalar<long>(
            "SELECT number FROM partners WHERE id = @partnerId", new { partnerId });
        connection.Execute(OwnPlace.IsServer
            ? $"""
            CREATE FUNCTION break() RETURNS TRIGGER LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION 'broken'; END $$;
            CREATE TRIGGER broken BEFORE UPDATE ON users FOR EACH ROW
            WHEN (OLD.program = {number}) EXECUTE FUNCTION break()
            """
            : $"""
            CREATE TRIGGER broken BEFORE UPDATE ON users
            WHEN OLD.program = {number}
            BEGIN SELECT RAISE(ABORT, 'broken'); END
            """);
    }

    public void Dispose()
    {
        using var connection = _place.Connect();
        connection.Execute(OwnPlace.IsServer
            ? "DROP TRIGGER broken ON users; DROP FUNCTION break()"
            : "DROP TRIGGER broken");
    }
}
