using Npgsql;

namespace ShopSocially.Loyalty.Storage.Engines.Postgres;

/// <summary>Questions that go to the server in one message, each of which has one row.</summary>
internal sealed class Questions
{
    private readonly List<Question> _questions = [];

    /// <summary>Adds one.</summary>
    /// <param name="command">The question.</param>
    /// <param name="read">Reads its row; what follows must not ask anything before all have been
    /// answered.</param>
    /// <returns>Its answer, null where there is no row; given where the answers are read.</returns>
    public Task<T?> Add<T>(NpgsqlBatchCommand command, Func<NpgsqlDataReader, T> read)
        where T : class
    {
        var answer = new TaskCompletionSource<T?>();
        _questions.Add(new(
            command,
            rows => answer.SetResult(rows is null ? null : read(rows)),
            fault => answer.TrySetException(fault)));
        return answer.Task;
    }

    /// <summary>Answers all of them.</summary>
    public async Task Answer(NpgsqlConnection server)
    {
        try
        {
            await Ask(server);
        }
        catch (Exception fault)
        {
            _questions.ForEach(question => question.Fail(fault));
        }
    }

    private async Task Ask(NpgsqlConnection server)
    {
        await using var batch = new NpgsqlBatch(server);
        foreach (var question in _questions)
        {
            batch.BatchCommands.Add(question.Command);
        }

        await using var rows = await batch.ExecuteReaderAsync();
        foreach (var question in _questions)
        {
            question.Hear(await rows.ReadAsync() ? rows : null);
            await rows.NextResultAsync();
        }
    }

    /// <summary>A question, and who is told of the answer.</summary>
    private sealed record Question(
        NpgsqlBatchCommand Command, Action<NpgsqlDataReader?> Hear, Action<Exception> Fail);
}
