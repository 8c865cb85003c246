namespace Everyday.Inventory;

/// Stock costs over a week from joined tables of products, suppliers and orders, by queries.
public sealed record Product(string Sku, string Category, double UnitCost, int SupplierId);
public sealed record Supplier(int Id, string Name, double LeadTime, double Reliability);
public sealed record Order(string Sku, DateTime Day, double Quantity);
public sealed record Line(string Sku, string Category, double UnitCost, double LeadTime, double Demand, double Deviation);

public sealed class Warehouse(IEnumerable<Product> products, IEnumerable<Supplier> suppliers, IEnumerable<Order> orders)
{
    public IEnumerable<Line> Lines() =>
        from p in products
        join s in suppliers on p.SupplierId equals s.Id
        join o in orders on p.Sku equals o.Sku into demand
        let daily = demand.GroupBy(o => o.Day.Date).Select(g => g.Sum(o => o.Quantity)).DefaultIfEmpty(0.0).ToList()
        let mean = daily.Average()
        let deviation = Math.Sqrt(daily.Sum(d => (d - mean) * (d - mean)) / daily.Count + 1e-4)
        orderby p.Category, mean * p.UnitCost descending
        select new Line(p.Sku, p.Category, p.UnitCost, s.LeadTime / s.Reliability, mean, deviation);

    /// Newsvendor costs per category at a safety factor.
    public Dictionary<string, double> CostByCategory(double holding, double ordering, double safety)
    {
        double Cost(Line l)
        {
            double lot = Math.Sqrt(2 * ordering * l.Demand / (holding * l.UnitCost));
            double buffer = safety * l.Deviation * Math.Sqrt(l.LeadTime);
            double shortage = l.Deviation * Math.Sqrt(l.LeadTime) * Loss(safety);
            return holding * l.UnitCost * (lot / 2 + buffer) + ordering * l.Demand / lot + 3 * l.UnitCost * shortage;
        }

        return Lines()
            .GroupBy(l => l.Category, Cost)
            .ToDictionary(g => g.Key, g => g.Sum());
    }

    private static double Loss(double z)
    {
        double density = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
        double tail = 1 / (1 + Math.Exp(1.702 * z));
        return density - z * tail;
    }
}

public static class Program
{
    static double TotalCost(double[] p)
    {
        var monday = new DateTime(2024, 5, 6, 8, 0, 0);
        Product[] products =
        [
            new("bolt", "hardware", p[0], 1), new("nut", "hardware", 0.4, 1), new("paint", "chemistry", p[1], 2), new("glue", "chemistry", 2.5, 3),
        ];
        List<Supplier> suppliers = [new(1, "Nuts & Co", p[2], 0.95), new(2, "Colours", 5, p[3]), new(3, "Sticky", 3, 0.9)];
        var orders = new List<Order>();
        foreach (var product in products)
            for (int day = 0; day < 7; day++)
                for (int k = 0; k < 2; k++)
                    orders.Add(new Order(product.Sku, monday.AddDays(day).AddHours(3 * k), p[4] * (10 + product.Sku.Length * ((day * 5 + k * 3) % 4))));

        var warehouse = new Warehouse(products, suppliers, orders.Where(o => o.Sku != "glue" || o.Day.DayOfWeek != DayOfWeek.Sunday));
        var costs = warehouse.CostByCategory(0.02, 4, safety: p[5]);
        var top = warehouse.Lines().First();
        double share = warehouse.Lines().Skip(1).TakeWhile(l => l.Category == top.Category).Sum(l => l.Demand) / top.Demand;
        return (costs["hardware"] + costs["chemistry"] * 0.5 + share) / 10 + costs.Values.Max() / 100;
    }

    public static void Go() => Check.All(TotalCost, [0.8, 6.0, 2.5, 0.85, 1.3, 1.2], "inventory");
}
