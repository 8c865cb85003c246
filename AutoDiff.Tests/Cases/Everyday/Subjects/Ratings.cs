namespace Everyday.Ratings;

/// Elo with home advantage, margins and decay between seasons; how well it foretells results.
public enum Outcome { HomeWin, Draw, AwayWin }

public sealed record Match(int Season, string Home, string Away, int HomeGoals, int AwayGoals)
{
    public Outcome Outcome => (HomeGoals - AwayGoals) switch { > 0 => Outcome.HomeWin, 0 => Outcome.Draw, < 0 => Outcome.AwayWin };
}

public struct Rating
{
    public double Value, Deviation;
    public int Played;
}

public sealed class Table
{
    private readonly SortedDictionary<string, Rating> _ratings = new(StringComparer.Ordinal);
    private readonly double _k, _advantage, _regression;
    public event Action<Match, double>? Predicted;

    public Table(double k, double advantage, double regression, IEnumerable<string> teams)
    {
        (_k, _advantage, _regression) = (k, advantage, regression);
        foreach (string team in teams)
            _ratings.Add(team, new Rating { Value = 1500, Deviation = 1 });
    }

    private static double Expected(double difference) => 1 / (1 + Math.Pow(10, -difference / 400));

    public void Record(Match m)
    {
        Rating home = _ratings[m.Home], away = _ratings[m.Away];
        double difference = home.Value + _advantage - away.Value, expected = Expected(difference);
        Predicted?.Invoke(m, expected);
        double score = m.Outcome switch { Outcome.HomeWin => 1, Outcome.Draw => 0.5, _ => 0 };
        double margin = Math.Log(1 + Math.Abs(m.HomeGoals - m.AwayGoals)) * 2.2 / (2.2 + 0.001 * Math.Abs(difference)) + 0.5;
        double change = _k * margin * (score - expected);
        Update(ref home, change);
        Update(ref away, -change);
        (_ratings[m.Home], _ratings[m.Away]) = (home, away);
    }

    private static void Update(ref Rating rating, double change)
    {
        rating.Value += change * rating.Deviation;
        rating.Deviation = 0.5 + 0.5 * Math.Exp(-0.1 * ++rating.Played);
    }

    public void NewSeason()
    {
        double mean = _ratings.Values.Average(r => r.Value);
        foreach (string team in _ratings.Keys.ToList())
        {
            var r = _ratings[team];
            r.Value += _regression * (mean - r.Value);
            _ratings[team] = r;
        }
    }

    public IEnumerable<(int Place, string Team, double Rating)> Standings() =>
        _ratings.OrderByDescending(r => r.Value.Value).Select((r, i) => (i + 1, r.Key, r.Value.Value));
}

public static class Program
{
    static readonly string[] s_teams = ["Reds", "Blues", "Greens", "Whites"];

    static readonly IReadOnlyList<Match> s_matches =
    [
        .. from season in Enumerable.Range(2021, 2)
           from home in s_teams
           from away in s_teams
           where home != away
           let seed = season * 7 + home.Length * 3 + away.Length * 5 + home[0]
           select new Match(season, home, away, seed % 4, (seed / 3) % 3),
    ];

    static double LogLoss(double[] p)
    {
        var table = new Table(p[0], p[1], p[2], s_teams);
        double loss = 0;
        var brier = new Dictionary<Outcome, (double Sum, int Count)>();
        table.Predicted += (m, e) =>
        {
            double draw = p[3] * Math.Exp(-Math.Pow(e - 0.5, 2) / 0.08);
            double probability = m.Outcome switch
            {
                Outcome.Draw => draw,
                Outcome.HomeWin => e * (1 - draw),
                _ => (1 - e) * (1 - draw),
            };
            loss -= Math.Log(probability);
            var (sum, count) = brier.GetValueOrDefault(m.Outcome);
            brier[m.Outcome] = (sum + (1 - probability) * (1 - probability), count + 1);
        };
        foreach (var season in s_matches.GroupBy(m => m.Season).OrderBy(g => g.Key))
        {
            foreach (var match in season)
                table.Record(match);
            table.NewSeason();
        }
        var best = table.Standings().First();
        double worst = table.Standings().Last().Rating;
        return loss / s_matches.Count + brier.Values.Sum(b => b.Sum / b.Count) + (best.Rating - worst) / 1000;
    }

    public static void Go() => Check.All(LogLoss, [24.0, 61.0, 0.3, 0.28], "elo");
}
