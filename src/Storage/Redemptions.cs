using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Storage;

/// <summary>The table of redemption options, of one program at a time.</summary>
public sealed class Redemptions
{
    private readonly Session _session;

    internal Redemptions(Session session) => _session = session;

    private const string AddSql =
        """
        INSERT INTO redemptions (
            program, id, redemption_id, name, is_active, allowed_redeem_points, value,
            giftcard_description, terms_and_conditions, instructions, coupon_expires_on,
            associated_levels, card_image_url, after_redemption_html,
            enable_coupon_based_incentive, send_redemption_email, email_subject, email_html,
            created_at, updated_at)
        VALUES (
            @Program, @Id, @RedemptionId, @Name, @IsActive, @AllowedRedeemPoints, @Value,
            @GiftcardDescription, @TermsAndConditions, @Instructions, @CouponExpiresOn,
            @AssociatedLevels, @CardImageUrl, @AfterRedemptionHtml,
            @EnableCouponBasedIncentive, @SendRedemptionEmail, @EmailSubject, @EmailHtml,
            @CreatedAt, @UpdatedAt)
        ON CONFLICT (program, redemption_id) DO NOTHING
        """;

    /// <summary>False when the merchant's id is taken.</summary>
    public bool Add(long program, Redemption redemption)
    {
        var isNew = _session.RunCounted(AddSql, redemption, new { Program = program }) == 1;
        if (isNew)
        {
            _session.Catalogues.Change(program);
        }

        return isNew;
    }

    private const string ChangeSql =
        """
        UPDATE redemptions
        SET name = @Name, is_active = @IsActive, allowed_redeem_points = @AllowedRedeemPoints,
            value = @Value, giftcard_description = @GiftcardDescription,
            terms_and_conditions = @TermsAndConditions, instructions = @Instructions,
            coupon_expires_on = @CouponExpiresOn, associated_levels = @AssociatedLevels,
            card_image_url = @CardImageUrl, after_redemption_html = @AfterRedemptionHtml,
            enable_coupon_based_incentive = @EnableCouponBasedIncentive,
            send_redemption_email = @SendRedemptionEmail, email_subject = @EmailSubject,
            email_html = @EmailHtml, updated_at = @UpdatedAt
        WHERE program = @Program AND id = @Id
        """;

    public void Change(long program, Redemption redemption)
    {
        _session.Catalogues.Change(program);
        _session.Run(ChangeSql, redemption, new { Program = program });
    }

    private const string FindSql =
        """
        SELECT id, redemption_id, name, is_active, allowed_redeem_points, value,
            giftcard_description, terms_and_conditions, instructions, coupon_expires_on,
            associated_levels, card_image_url, after_redemption_html,
            enable_coupon_based_incentive, send_redemption_email, email_subject, email_html,
            created_at, updated_at
        FROM redemptions
        WHERE program = @Program AND redemption_id = @RedemptionId
        """;

    /// <param name="program">The program.</param>
    /// <param name="redemptionId">The merchant's id, compared exactly.</param>
    public Redemption? Find(long program, string redemptionId)
    {
        var known = _session.Catalogues.Of(program).Redemptions;
        if (!known.TryGetValue(redemptionId, out var redemption)
            && _session.Rows<Redemption>(
                FindSql, new { Program = program, RedemptionId = redemptionId })
                .FirstOrDefault() is { } found)
        {
            known[redemptionId] = redemption = found;
        }

        return redemption;
    }

    private const string ListSql =
        """
        SELECT id, redemption_id, name, is_active, allowed_redeem_points, value,
            giftcard_description, terms_and_conditions, instructions, coupon_expires_on,
            associated_levels, card_image_url, after_redemption_html,
            enable_coupon_based_incentive, send_redemption_email, email_subject, email_html,
            created_at, updated_at
        FROM redemptions
        WHERE program = @Program
        ORDER BY created_at, id
        LIMIT 10000
        """;

    /// <summary>In order of creation.</summary>
    public IReadOnlyList<Redemption> List(long program) =>
        [.. _session.Rows<Redemption>(ListSql, new { Program = program })];

    private const string ListAfterSql =
        """
        SELECT id, redemption_id, name, is_active, allowed_redeem_points, value,
            giftcard_description, terms_and_conditions, instructions, coupon_expires_on,
            associated_levels, card_image_url, after_redemption_html,
            enable_coupon_based_incentive, send_redemption_email, email_subject, email_html,
            created_at, updated_at
        FROM redemptions
        WHERE program = @Program AND id > @After
        ORDER BY id
        LIMIT @Count
        """;

    /// <summary>Those that follow one of our ids, in their order.</summary>
    public IReadOnlyList<Redemption> ListAfter(long program, string after, int count) =>
        [.. _session.Rows<Redemption>(
            ListAfterSql, new { Program = program, After = after, Count = count })];

    private const string ClearSql =
        """
        DELETE FROM redemptions
        WHERE program = @Program
        """;

    public void Clear(long program)
    {
        _session.Catalogues.Change(program);
        _session.Run(ClearSql, new { Program = program });
    }
}
