using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Operations;
using ShopSocially.Loyalty.Server.Http.Requests;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Server.Http.V2;

/// <summary>Activities, listed, one by one, created and changed.</summary>
public static class Activities
{
    public static IResult List(Caller caller, NoParameters asked, Database database)
    {
        var activities = database.Read(session => session.Activities.List(caller.Partner.Number));
        return V2Answers.Data<IReadOnlyList<ListedActivity>>(
            [.. activities.Select(activity => ListedActivity.Of(activity, caller.Partner))]);
    }

    public static IResult Get(
        Caller caller, GetActivityParameters asked, Database database, Settings settings) =>
        database.Read(session => session.Activities.Find(caller.Partner.Number, asked.ActivityId))
            is { } activity
            ? V2Answers.Data(ActivityAnswer.Of(activity, caller.Partner, settings))
            : V2Answers.Refuse(Refusal.InvalidActivityId);

    public static async Task<IResult> Post(
        Caller caller,
        CreateActivityParameters asked,
        SaveActivity saveActivity,
        Settings settings,
        CancellationToken cancellation)
    {
        return await caller.Answer(
            () => saveActivity.Create(
                caller.Partner, (asked.ActivityId, asked.ToFields()), cancellation),
            activity => CreatedActivity.Of(activity, caller.Partner, settings));
    }

    public static Task<IResult> Put(
        Caller caller,
        UpdateActivityParameters asked,
        SaveActivity saveActivity,
        Settings settings,
        CancellationToken cancellation) =>
        Change(caller, (asked.ActivityId, asked.ToFields()), saveActivity, settings, cancellation);

    public static Task<IResult> PutNamed(
        Caller caller,
        UpdateNamedActivityParameters asked,
        SaveActivity saveActivity,
        Settings settings,
        CancellationToken cancellation) =>
        Change(caller, (asked.ActivityId, asked.ToFields()), saveActivity, settings, cancellation);

    private static async Task<IResult> Change(
        Caller caller,
        (string ActivityId, ActivityFields Fields) request,
        SaveActivity saveActivity,
        Settings settings,
        CancellationToken cancellation)
    {
        return await caller.Answer(
            () => saveActivity.Change(
                caller.Partner, request, cancellation),
            activity => ActivityAnswer.Of(activity, caller.Partner, settings));
    }
}
