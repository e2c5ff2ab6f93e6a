using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Server.Http.Requests;

namespace ShopSocially.Loyalty.Server.Http.V2;

/// <summary>
/// The addresses of this door: the 24 operations of the reference, two beside, and the sandbox's.
/// </summary>
public static class V2Routes
{
    public const string Root = "/v2";

    public const string SandboxRoot = $"{Root}/sandbox";

    private const string UserRedemptionsPath = "/users/{user}/redemptions";

    /// <summary>Whether a request is for this door.</summary>
    public static bool Has(HttpContext context) => context.Request.Path.StartsWithSegments(Root);

    public static void MapV2(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/openapi/{documentName}.json");
        var v2 = routes.MapGroup($"{Root}/loyalty").AddEndpointFilter(RefuseWhatCannotBeRead)
            .AddEndpointFilter(DoOnce);
        MapPoints(v2.MapGroup("").WithTags("Points"));
        MapTransactions(v2.MapGroup("").WithTags("Transactions"));
        MapUsers(v2.MapGroup("").WithTags("Users"));
        MapActivities(v2.MapGroup("").WithTags("Activities"));
        MapRedemptions(v2.MapGroup("").WithTags("Redemptions"));
        MapLevels(v2.MapGroup("").WithTags("Levels"));
        MapSandbox(routes.MapGroup(SandboxRoot)
            .AddEndpointFilter(RefuseWhatCannotBeRead)
            .AddEndpointFilter(DoOnce)
            .WithTags("Sandbox"));
    }

    private static void MapPoints(RouteGroupBuilder v2)
    {
        v2.MapPost("/award", Award.Post).Describe<AwardAnswer>(new(
            "Award points", 1, typeof(AwardParameters),
            Refusal.InvalidUser, Refusal.UserBlocked, Refusal.InvalidActivityId,
            Refusal.DuplicateOrderId, Refusal.ActivityPaused, Refusal.AwardLimitExceeded)
        {
            Description = "Awards points to a member for an activity, and enrols an e-mail that is "
                + "no member's yet unless the program's enroll_on_award is off.",
        });
        v2.MapPost("/redeem", Redeem.Post).Describe<RedeemAnswer>(new(
            "Redeem points", 2, typeof(RedeemParameters),
            Refusal.InvalidUser, Refusal.UserBlocked, Refusal.InvalidRedemptionId,
            Refusal.RedemptionInactive, Refusal.CouponExpired, Refusal.RedemptionNotForLevel,
            Refusal.CouponsExhausted, Refusal.InsufficientPointsToRedeem)
        {
            Description = "Takes the points of a redemption option and answers with one of its "
                + "coupon codes, which nobody else will ever get.",
        });
        v2.MapPost("/deduct", Deduct.Post).Describe<DeductAnswer>(new(
            "Deduct points", 3, typeof(DeductParameters),
            Refusal.InvalidUser, Refusal.UserBlocked, Refusal.InsufficientPointsToDeduct)
        {
            Description = "Takes points for any reason but a redemption; all of them or none.",
        });
        MapReturn(v2, "/transaction/return");
        MapReturn(v2, "/transactions/return").ExcludeFromDescription();
    }

    private static RouteHandlerBuilder MapReturn(RouteGroupBuilder v2, string path) =>
        v2.MapPost(path, Return.Post).Describe<ReturnAnswer>(new(
            "Return order", 24, typeof(ReturnParameters),
            Refusal.InvalidOrderId, Refusal.ReturnExceedsOrder)
        {
            Description = "Takes back the points of an order, or of the part of its value that was "
                + "returned. Any split of a value into parts takes back what the whole would.",
        });

    private static void MapTransactions(RouteGroupBuilder v2)
    {
        v2.MapGet("/transactions", Transactions.List).Describe<TransactionsAnswer>(new(
            "Get all transactions", 4, typeof(AllTransactionsParameters),
            Refusal.EndDateBeforeStartDate)
        {
            Description = "The program's transactions between two days, newest first.",
        });
        v2.MapGet("/transactions/{transaction_id}", Transactions.Get).Describe<TransactionAnswer>(
            new("Get transaction", 5, typeof(GetTransactionParameters))
            {
                Description = "One transaction.",
                UnknownInPath = Refusal.InvalidTransactionId,
            });
        v2.MapPut("/transactions/{transaction_id}", Transactions.Put).Describe<TransactionAnswer>(
            new("Update transaction", 6, typeof(UpdateTransactionParameters),
                Refusal.InvalidPointsStatus)
            {
                Description = "Approves or rejects an award, settles or rejects the deduct of a "
                    + "return. Saying the same again is answered like the first time.",
                UnknownInPath = Refusal.InvalidTransactionId,
            });
    }

    private static void MapUsers(RouteGroupBuilder v2)
    {
        v2.MapGet("/users", Users.List).Describe<UsersAnswer>(new(
            "Get all users", 7, typeof(AllUsersParameters), Refusal.EndDateBeforeStartDate)
        {
            Description = "Members enrolled, or last active, between two days, newest first.",
            MissingReason = "MissingParams",
        });
        v2.MapGet("/users/{user}", Users.Get).Describe<UserAnswer>(new(
            "Get user", 8, typeof(GetUserParameters))
        {
            Description = "One member, with its points and levels.",
            UnknownInPath = Refusal.InvalidUser,
        });
        v2.MapPost("/users", Users.Post).Describe<SavedUser>(new(
            "Create user", 9, typeof(CreateUserParameters),
            Refusal.InvalidLevelId, Refusal.UidInUse, Refusal.EmailInUse)
        {
            Description = "Enrols a member, or completes one whom only an award has enrolled.",
        });
        v2.MapPut("/users/{user}", Users.Put).Describe<SavedUser>(new(
            "Update user", 10, typeof(UpdateUserParameters),
            Refusal.InvalidLevelId, Refusal.UidInUse, Refusal.EmailInUse)
        {
            Description = "Changes what is given and leaves the rest.",
            UnknownInPath = Refusal.InvalidUser,
        });
        v2.MapGet("/users/{user}/transactions", Transactions.ListOfUser)
            .Describe<TransactionsAnswer>(new(
                "Get user transactions", 11, typeof(UserTransactionsParameters),
                Refusal.EndDateBeforeStartDate)
            {
                Description = "A member's transactions between two days, newest first.",
                UnknownInPath = Refusal.InvalidUser,
            });
        v2.MapGet(UserRedemptionsPath, UserRedemptions.Get).Describe<UserRedemptionsAnswer>(new(
            "Get user redemptions", 0, typeof(UserRedemptionsParameters))
        {
            Description = "The redemption options open to a member, as later editions have them.",
            UnknownInPath = Refusal.InvalidUser,
        });
    }

    private static void MapActivities(RouteGroupBuilder v2)
    {
        v2.MapGet("/activities", Activities.List).Describe<IReadOnlyList<ListedActivity>>(new(
            "Get all activities", 12, typeof(NoParameters))
        {
            Description = "Every activity, in order of creation.",
        });
        v2.MapPost("/activities", Activities.Post).Describe<CreatedActivity>(new(
            "Create activity", 13, typeof(CreateActivityParameters), Refusal.ActivityIdInUse)
        {
            Description = "Creates an activity that earns points.",
        });
        v2.MapPut("/activities", Activities.PutNamed).ExcludeFromDescription()
            .Describe<ActivityAnswer>(new(
                "Update activity", 15, typeof(UpdateNamedActivityParameters),
                Refusal.InvalidActivityId)
            {
                Description = "Update activity with the id among the parameters.",
            });
        v2.MapGet("/activities/{activity_id}", Activities.Get).Describe<ActivityAnswer>(new(
            "Get activity", 14, typeof(GetActivityParameters))
        {
            Description = "One activity.",
            UnknownInPath = Refusal.InvalidActivityId,
        });
        v2.MapPut("/activities/{activity_id}", Activities.Put).Describe<ActivityAnswer>(new(
            "Update activity", 15, typeof(UpdateActivityParameters))
        {
            Description = "Changes what is given and leaves the rest, and every award made before.",
            UnknownInPath = Refusal.InvalidActivityId,
        });
    }

    private static void MapRedemptions(RouteGroupBuilder v2)
    {
        v2.MapGet("/redemptions", Redemptions.List).Describe<IReadOnlyList<ListedRedemption>>(new(
            "Get all redemptions", 16, typeof(NoParameters))
        {
            Description = "Every redemption option, in order of creation, without codes.",
        });
        v2.MapPost("/redemptions", Redemptions.Post).Describe<RedemptionAnswer>(new(
            "Create redemption", 17, typeof(CreateRedemptionParameters),
            Refusal.InvalidLevelId, Refusal.RedemptionIdInUse)
        {
            Description = "Creates a redemption option with its coupon codes.",
        });
        v2.MapGet("/redemptions/{redemption_id}", Redemptions.Get).Describe<RedemptionAnswer>(new(
            "Get redemption", 18, typeof(GetRedemptionParameters))
        {
            Description = "One redemption option, with its codes not yet issued.",
            UnknownInPath = Refusal.InvalidRedemptionId,
        });
        v2.MapPut("/redemptions/{redemption_id}", Redemptions.Put).Describe<UpdatedRedemption>(new(
            "Update redemption", 19, typeof(UpdateRedemptionParameters), Refusal.InvalidLevelId)
        {
            Description = "Changes what is given and leaves the rest.",
            UnknownInPath = Refusal.InvalidRedemptionId,
        });
    }

    private static void MapLevels(RouteGroupBuilder v2)
    {
        v2.MapGet("/levels", Levels.List).Describe<IReadOnlyList<LevelAnswer>>(new(
            "Get all loyalty levels", 20, typeof(NoParameters))
        {
            Description = "Every level, by type and position.",
        });
        v2.MapPost("/levels", Levels.Post).Describe<LevelAnswer>(new(
            "Create loyalty level", 21, typeof(CreateLevelParameters), Refusal.LevelIdInUse)
        {
            Description = "Creates a level that members reach by qualifying points.",
        });
        v2.MapPut("/levels/{level_id}", Levels.Put).Describe<LevelAnswer>(new(
            "Update loyalty level", 22, typeof(UpdateLevelParameters))
        {
            Description = "Changes what is given and leaves the rest.",
            UnknownInPath = Refusal.InvalidLevelId,
        });
        v2.MapGet("/levels/{level_id}", Levels.Get).Describe<LevelAnswer>(new(
            "Get loyalty level", 23, typeof(GetLevelParameters))
        {
            Description = "One level.",
            UnknownInPath = Refusal.InvalidLevelId,
        });
    }

    private static void MapSandbox(RouteGroupBuilder sandbox)
    {
        sandbox.MapGet("/clock", Sandbox.Get).Describe<ClockAnswer>(new(
            "Get clock", 0, typeof(NoParameters))
        {
            Description = "What the program's clock shows. Of sandbox programs only, as is all of "
                + "this; for others it is 404.",
        });
        sandbox.MapPost("/clock", Sandbox.Turn).Describe<ClockAnswer>(new(
            "Turn clock", 0, typeof(ClockParameters),
            Refusal.MissingParameters, Refusal.ClockBehindRows, Refusal.ClockTooFar)
        {
            Description = "Stops the program's clock and turns it on, or lets it run again. Before "
                + "the answer comes, everything due in between has happened, each thing at its own "
                + "instant: approvals, expiries, settlements.",
        });
        sandbox.MapPost("/reset", Sandbox.Reset).Describe<ClockAnswer>(new(
            "Reset sandbox", 0, typeof(ResetParameters))
        {
            Description = "Empties the program of its members and transactions, and lets its clock "
                + "run again. Issued coupon codes go back to their options.",
        });
    }

    private static RouteHandlerBuilder Describe<TAnswer>(
        this RouteHandlerBuilder route, V2Operation operation)
        where TAnswer : notnull
    {
        route.WithMetadata(operation).Produces<Answer<TAnswer>>();
        foreach (var status in operation.ErrorStatuses)
        {
            route.Produces<ErrorAnswer>(status);
        }

        return route;
    }

    /// <summary>A request record that could not be filled never reaches its handler.</summary>
    private static async ValueTask<object?> RefuseWhatCannotBeRead(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        AskedIn(context.Arguments)?.Refused is { } refused
            ? V2Answers.Refuse(refused)
            : await next(context);

    /// <summary>A call with a key is done once, however often it is made.</summary>
    private static ValueTask<object?> DoOnce(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!IdempotencyKey.IsGivenIn(http.Request)
            || AskedIn(context.Arguments) is not { } asked
            || http.Features.Get<Caller>() is not { } caller)
        {
            return next(context);
        }

        var place = context.Arguments.IndexOf(caller);
        return http.RequestServices.GetRequiredService<IdempotencyKey>().Run(
            (http, asked, caller),
            once =>
            {
                context.Arguments[place] = caller with { Once = once };
                return next(context);
            },
            V2Answers.Text,
            V2Answers.Refuse);
    }

    private static Request? AskedIn(IList<object?> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] is Request asked)
            {
                return asked;
            }
        }

        return null;
    }
}
