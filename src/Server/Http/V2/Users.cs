using System.ComponentModel.DataAnnotations;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Operations;
using ShopSocially.Loyalty.Server.Http.Requests;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Server.Http.V2;

/// <summary>Which date of a member a range applies to.</summary>
public enum UserDate
{
    EnrollmentDate,
    LastActivityDate,
}

/// <summary>Table 6 of the reference: which members are wanted.</summary>
public sealed record AllUsersParameters : Request<AllUsersParameters>
{
    [Required]
    [Means("The first day, in the program's time zone.", Example = "01/01/2020")]
    public DateOnly? FromDate { get; init; }

    [Required]
    [Means("The last day, in the program's time zone.", Example = "12/31/2099")]
    public DateOnly? ToDate { get; init; }

    [Means("The date that the range applies to; enrollment_date when absent.")]
    public UserDate? FilterBy { get; init; }

    [Means("How many to leave out at the start; 0 when absent.", Example = "0")]
    public long? StartIndex { get; init; }

    [WholeRange(1, 1000)]
    [Means("How many to answer; 100 when absent.", Example = "100")]
    public int? Count { get; init; }

    internal Page<User> Find(Session session, Partner partner)
    {
        var days = new Stretch(
            partner.Calendar.StartOf(FromDate!.Value),
            partner.Calendar.EndOf(ToDate!.Value),
            StartIndex ?? 0,
            Count ?? 100);
        return FilterBy == UserDate.LastActivityDate
            ? session.Users.ListActive(partner.Number, days)
            : session.Users.ListEnrolled(partner.Number, days);
    }
}

/// <summary>Which member is wanted.</summary>
public sealed record GetUserParameters : Request<GetUserParameters>
{
    [InPath]
    [Means("The member's e-mail; where none matches, its uid, then its user_id.",
        Example = "bob@example.com")]
    public string User { get; init; } = "";
}

/// <summary>Tables 7 and 8 of the reference: what can be said of a member.</summary>
public abstract record UserParameters<TSelf> : Request<TSelf>
    where TSelf : UserParameters<TSelf>, new()
{
    [RequiredToCreate]
    [Text(TextAttribute.Short)]
    [Means("The member's first name.", Example = "Ann")]
    public string? FirstName { get; init; }

    [RequiredToCreate]
    [Text(TextAttribute.Short)]
    [Means("The member's last name.", Example = "Lee")]
    public string? LastName { get; init; }

    [RequiredToCreate]
    [Aliases("user_email")]
    [Means("The member's e-mail; to create one whom only an award enrolled completes that member.",
        Example = "ann@example.com")]
    public Email? Email { get; init; }

    [RequiredToCreate]
    [Text(TextAttribute.Short)]
    [Means("The merchant's own id of the member.", Example = "ann-1")]
    public string? Uid { get; init; }

    [Means("The member's gender; unknown on create when absent.", Example = "female")]
    public Gender? Gender { get; init; }

    [Text(TextAttribute.Long)]
    [Means("The address of the member's picture.")]
    public string? ProfileImageUrl { get; init; }

    [Text(TextAttribute.Short)]
    [Means("The member's language; English on create when absent.", Example = "English")]
    public string? UserLanguage { get; init; }

    [Means("A blocked member keeps its points and can neither earn nor spend.")]
    public UserStatus? UserStatus { get; init; }

    [Text(TextAttribute.Short)]
    [Aliases("loyalty_level")]
    [Means("A level to move the member into by hand; 'none' takes manual levels away.",
        Example = "silver")]
    public string? LoyaltyLevelId { get; init; }

    internal UserFields ToFields() => new(
        Email, Uid, FirstName, LastName, Gender, ProfileImageUrl, UserLanguage, UserStatus,
        LoyaltyLevelId);
}

/// <summary>What a new member is.</summary>
public sealed record CreateUserParameters : UserParameters<CreateUserParameters>, ICreates;

/// <summary>What changes about a member.</summary>
public sealed record UpdateUserParameters : UserParameters<UpdateUserParameters>
{
    [InPath]
    [Means("The member's uid; where none matches, its e-mail, then its user_id.",
        Example = "bob@example.com")]
    public string User { get; init; } = "";
}

/// <summary>Members, listed, one by one, enrolled and changed.</summary>
public static class Users
{
    public static async Task<IResult> List(
        Caller caller,
        AllUsersParameters asked,
        Reads reads,
        Settings settings,
        CancellationToken cancellation)
    {
        if (asked.ToDate < asked.FromDate)
        {
            return V2Answers.Refuse(Refusal.EndDateBeforeStartDate);
        }

        return V2Answers.Data(await reads.Program(
            caller.Partner,
            caller.Now,
            session => UsersAnswer.Of(
                asked.Find(session, caller.Partner),
                new UserView(session.Levels.Ladder(caller.Partner.Number), caller, settings)),
            cancellation));
    }

    public static async Task<IResult> Get(
        Caller caller,
        GetUserParameters asked,
        Reads reads,
        Settings settings,
        CancellationToken cancellation)
    {
        var found = await reads.Member(
            (caller.Partner, KeyOf(asked.User)), caller.Now, cancellation);
        return found is null
            ? V2Answers.Refuse(Refusal.InvalidUser)
            : V2Answers.Data(new UserView(found.Ladder, caller, settings).Whole(found.User));
    }

    public static async Task<IResult> Post(
        Caller caller,
        CreateUserParameters asked,
        EnrollUser enrollUser,
        UserViews views,
        CancellationToken cancellation)
    {
        return await caller.Answer(
            () => enrollUser.Run(caller.Partner, asked.ToFields(), cancellation),
            user => views.Saved(caller, user));
    }

    public static async Task<IResult> Put(
        Caller caller,
        UpdateUserParameters asked,
        UpdateUser updateUser,
        UserViews views,
        CancellationToken cancellation)
    {
        var key = KeyOf(asked.User) with { UidFirst = asked.User };
        return await caller.Answer(
            () => updateUser.Run(
                caller.Partner, (key, asked.ToFields()), cancellation),
            user => views.Saved(caller, user));
    }

    /// <summary>Whom a path means: by e-mail, else by uid, else by user_id.</summary>
    internal static UserKey KeyOf(string path) => new(
        null, Email.TryParse(path, out var email) ? email : null, path, path);
}
