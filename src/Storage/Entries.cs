using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Storage;

/// <summary>Transactions as they are listed: with their member and lot.</summary>
public sealed class Entries
{
    private static readonly RowShape<Entry> Shape =
        RowShape.Of<Transaction, Person, LotPoints, Entry>(
            "email,state", (transaction, person, lot) => new(transaction, person, lot));

    // Of lists of one member, who is known already.
    private static readonly RowShape<(Transaction Line, LotPoints? Lot)> LineShape =
        RowShape.Of<Transaction, LotPoints, (Transaction, LotPoints?)>(
            "state", (transaction, lot) => (transaction, lot));

    private readonly Session _session;

    internal Entries(Session session) => _session = session;

    /// <summary>A program's transactions, newest first.</summary>
    public Page<Entry> List(long program, TransactionFilter filter)
    {
        var numbers = _session.Transactions.FindStretch(program, filter.Stretch);
        return WithUses(program, filter.WantsAll
            ? ListAll(program, numbers, filter)
            : new Search(_session, program, filter).Run(numbers));
    }

    private const string ListSql =
        """
        SELECT t.id, t.user_id, t.type, t.status, t.points, t.created_at, t.updated_at,
            t.approved_at, t.auto_approval_at, t.approved_by, t.activity_id, t.activity_name,
            t.order_id, t.redemption_id, t.redemption_name, t.redemption_value, t.coupon_code,
            t.reason, t.debt,
            u.email, u.first_name, u.last_name,
            t.state, t.points_used, t.points_deducted, t.points_expired, t.remaining, t.expires_at,
            t.qualified_points
        FROM transactions AS t
        JOIN users AS u ON u.program = t.program AND u.id = t.user_id
        WHERE t.program = @Program AND t.number >= @From AND t.number < @Until
            AND (CAST(@Statuses AS TEXT) IS NULL OR @Statuses LIKE '%,' || t.status || ',%')
            AND (CAST(@Type AS TEXT) IS NULL OR t.type = @Type)
        ORDER BY t.number DESC
        LIMIT @Count OFFSET @StartIndex
        """;

    /// <summary>What a filter wants of some numbers, newest first.</summary>
    /// <param name="program">The program.</param>
    /// <param name="piece">Few numbers: each is looked at.</param>
    /// <param name="filter">Its statuses and its type.</param>
    /// <param name="part">Which part of what it wants.</param>
    internal IEnumerable<Entry> List(
        long program,
        Piece piece,
        TransactionFilter filter,
        (long StartIndex, int Count) part) =>
        Rows(
            ListSql,
            new { Program = program, piece.From, piece.Until, part.StartIndex, part.Count },
            filter.Which);

    private const string CountAllOfUserSql =
        """
        SELECT COUNT(*)
        FROM histories
        WHERE program = @Program AND user_id = @UserId AND number > @After AND number <= @Last
        """;

    // A sum is in no index: by the numbers alone, all of the program would be looked at.
    private const string CountOfUserSql =
        """
        SELECT COUNT(*)
        FROM histories AS h
        JOIN transactions AS t ON t.program = h.program AND t.number = h.number + 0
        WHERE h.program = @Program AND h.user_id = @UserId
            AND h.number > @After AND h.number <= @Last
            AND (CAST(@Statuses AS TEXT) IS NULL OR @Statuses LIKE '%,' || t.status || ',%')
            AND (CAST(@Type AS TEXT) IS NULL OR t.type = @Type)
        """;

    private const string ListOfUserSql =
        """
        SELECT t.id, t.user_id, t.type, t.status, t.points, t.created_at, t.updated_at,
            t.approved_at, t.auto_approval_at, t.approved_by, t.activity_id, t.activity_name,
            t.order_id, t.redemption_id, t.redemption_name, t.redemption_value, t.coupon_code,
            t.reason, t.debt,
            t.state, t.points_used, t.points_deducted, t.points_expired, t.remaining, t.expires_at,
            t.qualified_points
        FROM histories AS h
        JOIN transactions AS t ON t.program = h.program AND t.number = h.number + 0
        WHERE h.program = @Program AND h.user_id = @UserId
            AND h.number > @After AND h.number <= @Last
            AND (CAST(@Statuses AS TEXT) IS NULL OR @Statuses LIKE '%,' || t.status || ',%')
            AND (CAST(@Type AS TEXT) IS NULL OR t.type = @Type)
        ORDER BY h.number DESC
        LIMIT @Count OFFSET @StartIndex
        """;

    private const string ListRecentSql =
        """
        SELECT t.id, t.user_id, t.type, t.status, t.points, t.created_at, t.updated_at,
            t.approved_at, t.auto_approval_at, t.approved_by, t.activity_id, t.activity_name,
            t.order_id, t.redemption_id, t.redemption_name, t.redemption_value, t.coupon_code,
            t.reason, t.debt,
            t.state, t.points_used, t.points_deducted, t.points_expired, t.remaining, t.expires_at,
            t.qualified_points
        FROM transactions AS t
        WHERE t.program = @Program AND t.user_id = @UserId
            AND t.number IN (@Item0, @Item1, @Item2, @Item3, @Item4, @Item5, @Item6, @Item7, @Item8,
                @Item9)
            AND (CAST(@Statuses AS TEXT) IS NULL OR @Statuses LIKE '%,' || t.status || ',%')
            AND (CAST(@Type AS TEXT) IS NULL OR t.type = @Type)
        ORDER BY t.number DESC
        """;

    /// <summary>
    /// One member's transactions, newest first: those that her row names, then those of her
    /// history.
    /// </summary>
    public Page<Entry> List(long program, User user, TransactionFilter filter)
    {
        var numbers = _session.Transactions.FindStretch(program, filter.Stretch);
        var whose = new { Program = program, UserId = user.Id, numbers.After, numbers.Last };
        var named = user.Recent.Numbers.Where(
            number => number > numbers.After && number <= numbers.Last);
        var recent = Ten.Of(named)
            .SelectMany(ten => Lines(ListRecentSql, user, whose, ten, filter.Which))
            .ToList();
        var (start, count) = (filter.Stretch.StartIndex, filter.Stretch.Count);
        List<Entry> items = [.. recent.Skip((int)Math.Min(start, recent.Count)).Take(count)];
        if (items.Count < count)
        {
            var part = new
            {
                StartIndex = Math.Max(0, start - recent.Count),
                Count = count - items.Count,
            };
            items.AddRange(Lines(ListOfUserSql, user, whose, filter.Which, part));
        }

        var earlier = _session.Value<long>(
            filter.WantsAll ? CountAllOfUserSql : CountOfUserSql, whose, filter.Which);
        return WithUses(program, new(recent.Count + earlier, start, items));
    }

    private const string FindSql =
        """
        SELECT t.id, t.user_id, t.type, t.status, t.points, t.created_at, t.updated_at,
            t.approved_at, t.auto_approval_at, t.approved_by, t.activity_id, t.activity_name,
            t.order_id, t.redemption_id, t.redemption_name, t.redemption_value, t.coupon_code,
            t.reason, t.debt,
            u.email, u.first_name, u.last_name,
            t.state, t.points_used, t.points_deducted, t.points_expired, t.remaining, t.expires_at,
            t.qualified_points
        FROM transactions AS t
        JOIN users AS u ON u.program = t.program AND u.id = t.user_id
        WHERE t.program = @Program AND t.id = @Id
        """;

    public Entry? Find(long program, string id) =>
        Rows(FindSql, new { Program = program, Id = id }).FirstOrDefault();

    /// <summary>Without a filter, a page is a range of numbers.</summary>
    private Page<Entry> ListAll(long program, Numbers numbers, TransactionFilter filter)
    {
        var (start, count) = (filter.Stretch.StartIndex, filter.Stretch.Count);
        var until = Math.Max(numbers.After, numbers.Last - start) + 1;
        var from = Math.Max(numbers.After + 1, until - count);
        return new(
            Math.Max(0, numbers.Last - numbers.After),
            start,
            [.. List(program, new(1, from, until), filter, (0, count))]);
    }

    private Page<Entry> WithUses(long program, Page<Entry> page)
    {
        var uses = _session.Lots.ListUses(
            program,
            from entry in page.Items
            where entry.Lot is { PointsUsed: > 0 }
            select entry.Transaction.Id);
        return uses.Count == 0
            ? page
            : page with
            {
                Items = [.. page.Items.Select(entry => entry with
                {
                    Uses = [.. uses[entry.Transaction.Id]],
                })],
            };
    }

    private IEnumerable<Entry> Lines(string sql, User user, params object[] parameters)
    {
        var person = new Person(user.Email, user.FirstName, user.LastName);
        return _session.Rows(sql, LineShape, parameters)
            .Select(row => new Entry(row.Line, person, row.Lot));
    }

    private IEnumerable<Entry> Rows(string sql, params object[] parameters) =>
        _session.Rows(sql, Shape, parameters);
}
