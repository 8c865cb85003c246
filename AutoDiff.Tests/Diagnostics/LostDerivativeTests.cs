using System.Text.RegularExpressions;
using AutoDiff.Tests.Support;

namespace AutoDiff.Tests.Diagnostics;

/// <summary>Programs that lose a derivative in an integer or in a key, each of them by another way: every one is refused, in Debug and in Release.</summary>
[Parallelizable(ParallelScope.All)]
public sealed partial class LostDerivativeTests
{
    [TestCase(true), TestCase(false)]
    public void Integers_in_memory(bool release) => Check(
        release,
        """
        public record struct N1(int K, double V);
        public record class NItem(int Id, double V);
        public class NBox { public object? O; }
        public struct NS { public N1 A; public N1 B; }
        public static class B1 {
            [Differentiable]
            public static double T_l0(double x) { var l = new List<(int Id,double V)>(); l.Add(((int)x,x)); return l[0].Id*l[0].V; }
            [Differentiable]
            public static double T_g(double[] x) { var ps = x.Select((v,i)=>new N1((int)v,v)).ToList(); double s=0;
                foreach (var g in ps.GroupBy(p=>p.K)) s+=g.Key*g.Sum(p=>p.V); return s; }
            [Differentiable]
            public static double T_d(double[] x) { var ps = x.Select((v,i)=>new N1((int)v,v)).ToList(); var d=ps.ToDictionary(p=>(double)p.V,p=>p.K);
                double s=0; foreach (var kv in d) s+=kv.Value; return s*x[0]; }
            [Differentiable]
            public static double T_sort(double[] x) { var l = new List<NItem>(); for (int i=0;i<x.Length;i++) l.Add(new NItem((int)x[i],x[i]*x[i]));
                l.Sort((a,b)=>a.Id.CompareTo(b.Id)); double s=0; for(int i=0;i<l.Count;i++) s+=l[i].V*l[i].Id; return s; }
            [Differentiable]
            public static double T_arr(double[] x) { var l = new N1[x.Length]; for(int i=0;i<l.Length;i++) l[i]=new N1(i,x[i]); l[1].K=(int)l[1].V;
                var m=(N1[])l.Clone(); return m[1].K*m[0].V; }
            [Differentiable]
            public static double T_copy(double[] x) { var l = new N1[x.Length]; for(int i=0;i<l.Length;i++) l[i]=new N1((int)(x[i]*1000),x[i]);
                var m=new N1[x.Length]; Array.Copy(l,m,l.Length); return m[1].K*m[0].V; }
            [Differentiable]
            public static double T_q(double[] x) { var q = new Queue<(int,double)>(); for (int i=0;i<x.Length;i++) q.Enqueue(((int)x[i],x[i])); double s=0;
                while(q.Count>0){ var (k,v)=q.Dequeue(); s+=v*k; } return s; }
            [Differentiable]
            public static double T_pq(double[] x) { var q = new PriorityQueue<(int,double),int>();
                for (int i=0;i<x.Length;i++) q.Enqueue(((int)x[i],x[i]),-i); double s=0; while(q.Count>0){ var (k,v)=q.Dequeue(); s+=v*k; } return s; }
            [Differentiable]
            public static double T_pqp(double[] x) { var q = new PriorityQueue<double,int>(); for (int i=0;i<x.Length;i++) q.Enqueue(x[i],(int)x[i]);
                double s=0; while(q.TryDequeue(out var v,out var p)){ s+=v*p; } return s; }
            [Differentiable]
            public static double T_sd(double[] x) { var d = new SortedDictionary<int,(int K,double V)>();
                for (int i=0;i<x.Length;i++) d[-i]=((int)x[i],x[i]); double s=0; foreach (var kv in d) s+=kv.Value.V*kv.Value.K; return s; }
            [Differentiable]
            public static double T_sdk(double[] x) { var d = new SortedDictionary<int,(int K,double V)>();
                for (int i=0;i<x.Length;i++) d[(int)x[i]]=(1,x[i]); double s=0; foreach (var kv in d) s+=kv.Value.V*kv.Key; return s; }
            [Differentiable]
            public static double T_ll(double[] x) { var d = new LinkedList<(int K,double V)>(); for (int i=0;i<x.Length;i++) d.AddFirst(((int)x[i],x[i]));
                double s=0; foreach (var kv in d) s+=kv.V*kv.K; return s; }
            [Differentiable]
            public static double T_max(double[] x) { var ps = x.Select((v,i)=>new N1((int)v,v)).ToList(); var m=ps.MaxBy(p=>p.V); return m.V*m.K; }
            [Differentiable]
            public static double T_nested(double[] x) { var l = new List<NS>(); l.Add(new NS{A=new N1(1,x[0]),B=new N1((int)x[1],x[1])});
                return l[0].B.K*l[0].A.V; }
            [Differentiable]
            public static double T_box(double x) { var b=new NBox{O=(int)x}; return (int)b.O*x; }
            [Differentiable]
            public static double T_boxt(double x) { var b=new NBox{O=new N1((int)x,x)}; return ((N1)b.O).K*x; }
            [Differentiable]
            public static double T_lookup(double[] x) { var l = x.Select((v,i)=>(K:i%2,V:(int)v)).ToLookup(p=>p.K,p=>p.V); return l[0].Sum()*x[0]; }
            static void Fill(List<(int,double)> l, double v) { l.Add(((int)v,v)); if (l.Count<3) Fill(l,v*2); }
            [Differentiable]
            public static double T_recf(double x) { var l=new List<(int,double)>(); Fill(l,x); return l[1].Item1*x; }
            static int Key(N1 n)=>n.K;
            [Differentiable]
            public static double T_fn(double[] x) { var a=new N1[]{new N1((int)x[0],x[0])}; return Key(a[0])*x[1]; }
            static void Swap(ref N1 a){ a.K=(int)a.V; }
            [Differentiable]
            public static double T_ref(double[] x) { var a=new N1[]{new N1(0,x[0])}; Swap(ref a[0]); return a[0].K*x[1]; }
            [Differentiable]
            public static double T_bits(double[] x) { var l=new List<(long,double)>(); foreach(var v in x) l.Add((BitConverter.DoubleToInt64Bits(v),1.0));
                return BitConverter.Int64BitsToDouble(l[0].Item1)*x[1]; }
            [Differentiable]
            public static double T_sel(double[] x) { var l=x.Select(v=>((int)v,v)).ToArray(); var m=l.Select(p=>p.Item1).ToArray(); return m[0]*x[0]; }
            [Differentiable]
            public static double T_agg(double[] x) { var l=x.Select(v=>((int)v,v)).ToList(); var m=l.Aggregate((0,0.0),(a,p)=>(a.Item1+p.Item1,a.Item2+p.v));
                return m.Item1*m.Item2; }
            [Differentiable]
            public static double T_dictk(double[] x) { var d=new Dictionary<int,double>(); foreach(var v in x) d[(int)v]=v; double s=0;
                foreach(var k in d.Keys) s+=k*x[0]; return s; }
            [Differentiable]
            public static double T_intlist(double[] x) { var d=new List<int>(); foreach(var v in x) d.Add((int)v); return d[0]*x[0]; }
            [Differentiable]
            public static double T_str(double[] x) { var d=new List<(string,double)>(); foreach(var v in x) d.Add((v.ToString(),v));
                return double.Parse(d[0].Item1)*x[0]; }
        }
        """);

    [TestCase(true), TestCase(false)]
    public void Integers_that_other_code_makes(bool release) => Check(
        release,
        """
        public record struct M1(int K, double V);
        public class MyEnum : IEnumerable<M1> { double[] x; public MyEnum(double[] x){this.x=x;}
            public IEnumerator<M1> GetEnumerator(){ foreach(var v in x) yield return new M1((int)v,v);}
            System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator()=>GetEnumerator(); }
        public static class C1 {
            static IEnumerable<M1> It(double[] x){ foreach(var v in x) yield return new M1((int)v,v); }
            static IEnumerable<int> Ints(double[] x){ foreach(var v in x) yield return (int)v; }
            [Differentiable]
            public static double T_it(double[] x){ double s=0; foreach(var p in It(x)) s+=p.K*p.V; return s; }
            [Differentiable]
            public static double T_it2(double[] x){ double s=0; foreach(var p in It(x).ToList()) s+=p.K; return s*x[0]; }
            [Differentiable]
            public static double T_my(double[] x){ double s=0; foreach(var p in new MyEnum(x)) s+=p.K; return s*x[0]; }
            [Differentiable]
            public static double T_hs(double[] x){ var h=new HashSet<int>(); foreach(var v in x) h.Add((int)v); double s=0; foreach(var k in h) s+=k*x[0];
                return s; }
            [Differentiable]
            public static double T_hst(double[] x){ var h=new HashSet<M1>(); foreach(var v in x) h.Add(new M1(1,v)); double s=0;
                foreach(var k in h) s+=(int)k.V*x[0]; return s; }
            [Differentiable]
            public static double T_hst2(double[] x){ var h=new HashSet<M1>(); foreach(var v in x) h.Add(new M1((int)v,v)); double s=0;
                foreach(var k in h) s+=k.K*x[0]; return s; }
            [Differentiable]
            public static double T_conv(double[] x){ var l=new List<double>(x); var m=l.ConvertAll(v=>(int)v); return m[0]*x[0]; }
            [Differentiable]
            public static double T_acv(double[] x){ var m=Array.ConvertAll(x,v=>(int)v); return m[0]*x[0]; }
            [Differentiable]
            public static double T_acv2(double[] x){ var m=Array.ConvertAll(x,v=>new M1((int)v,v)); return m[0].K*x[0]; }
            [Differentiable]
            public static double T_agg2(double[] x){ var m=x.Aggregate(0,(a,v)=>a+(int)v); return m*x[0]; }
            [Differentiable]
            public static double T_sb(double[] x){ var sb=new System.Text.StringBuilder(); sb.Append(x[0]); return double.Parse(sb.ToString())*x[0]; }
            [Differentiable]
            public static double T_join(double[] x){ return double.Parse(string.Join(",",x.Take(1)))*x[0]; }
            [Differentiable]
            public static double T_ss(double[] x){ var h=new SortedSet<int>(); foreach(var v in x) h.Add((int)v); return h.Min*x[0]; }
            [Differentiable]
            public static double T_arrl(double[] x){ var m=new System.Collections.ArrayList(); m.Add((int)x[0]); return (int)m[0]!*x[0]; }
            static IEnumerable<int> Doubled(double[] x){ foreach(var v in x) yield return (int)(2*v); }
            [Differentiable]
            public static double T_chosen(double[] x){ var q=x[0]>1 ? Ints(x) : Doubled(x); return q.Sum(k=>k*x[0]); }
            [Differentiable]
            public static double T_later(double[] x){ var y=(double[])x.Clone(); var q=y.Select(v=>(int)v); y[0]=x[1]*3; return q.Sum()*x[0]; }
            [Differentiable]
            public static double T_later2(double[] x){ var y=(double[])x.Clone(); IEnumerable<int> q=y.Where(v=>v>0).Select(v=>(int)v); y[0]=x[1]*3;
                return q.Max()*x[0]; }
        }
        """);

    [TestCase(true), TestCase(false)]
    public void Indices_that_other_code_makes_are_no_numbers(bool release) => Assert.That(
        TestWeaver.CompileAndWeave(
            """
            public static class C2 {
                static double At(IEnumerable<int> all, double[] x) { double s = 0; foreach (var i in all) s += x[i] * i; return s; }
                static IEnumerable<int> Evens(int n) { for (int i = 0; i < n; i += 2) yield return i; }
                static IEnumerable<int> Large(double[] x) { for (int i = 0; i < x.Length; i++) if (x[i] > 1) yield return i; }
                [Differentiable]
                public static double Handed(double[] x) => At(Evens(3), x) + At([0, 1], x) + At(Enumerable.Range(0, 2), x);
                [Differentiable]
                public static double Chosen(double[] x) { var q = x[0] > 1 ? Evens(3) : Large(x); return q.Sum(k => x[k] * x[0]); }
                [Differentiable]
                public static double Pairs(IEnumerable<(int, double)> x) { double s = 0; foreach (var (i, v) in x) s += v * i; return s; }
            }
            """,
            release).Diagnostics,
        Is.Empty);

    [TestCase(true), TestCase(false)]
    public void Numbers_that_are_keys(bool release) => Check(
        release,
        """
        public record struct M1(int K, double V);
        public static class D1 {
            [Differentiable]
            public static double T_dk(double[] x){ var h=new Dictionary<double,int>(); foreach(var v in x) h[v]=1; double s=0;
                foreach(var k in h) s+=k.Key*x[0]; return s; }
            [Differentiable]
            public static double T_dk2(double[] x){ var h=new Dictionary<double,int>(); foreach(var v in x) h[v]=1; double s=0;
                foreach(var k in h.Keys) s+=k*x[0]; return s; }
            [Differentiable]
            public static double T_dk3(double[] x){ var h=new Dictionary<M1,double>(); foreach(var v in x) h[new M1(1,v)]=1; double s=0;
                foreach(var k in h) s+=k.Key.V*k.Value; return s; }
            [Differentiable]
            public static double T_sdk(double[] x){ var h=new SortedDictionary<double,double>(); foreach(var v in x) h[v]=1; double s=0;
                foreach(var k in h) s+=k.Key*x[0]; return s; }
            [Differentiable]
            public static double T_slk2(double[] x){ var h=new SortedList<double,double>(); foreach(var v in x) h[v]=1; return h.Keys[0]*x[0]; }
            [Differentiable]
            public static double T_hr(double[] x){ var h=new HashSet<double>(); foreach(var v in x) h.Add(v); h.RemoveWhere(v=>v<0); double s=0;
                foreach(var k in h) s+=k*x[0]; return s; }
            [Differentiable]
            public static double T_vals(double[] x){ var h=new HashSet<(double,int)>(); foreach(var v in x) h.Add((v,1)); double s=0;
                foreach(var (k,_) in h) s+=k*x[0]; return s; }
            [Differentiable]
            public static double T_hcopy(double[] x){ var h=new HashSet<double>(); foreach(var v in x) h.Add(v); var a=new double[h.Count]; h.CopyTo(a);
                return a[0]*x[0]; }
            [Differentiable]
            public static double T_hsl(double[] x){ var h=new HashSet<double>(); foreach(var v in x) h.Add(v); var l=new List<double>();
                foreach(var v in h) l.Add(v); return l[0]*x[0]; }
        }
        """);

    [TestCase(true), TestCase(false)]
    public void Objects_that_are_keys(bool release) => Check(
        release,
        """
        public class Nd { public double V; public int I; }
        public static class D1 {
            [Differentiable]
            public static double T_hn(double[] x){ var h=new HashSet<Nd>(); foreach(var v in x) h.Add(new Nd{V=v}); double s=0;
                foreach(var k in h) s+=k.V*x[0]; return s; }
            [Differentiable]
            public static double T_dn(double[] x){ var h=new Dictionary<Nd,double>(); foreach(var v in x) h[new Nd{V=v}]=v; double s=0;
                foreach(var k in h) s+=k.Key.V*k.Value; return s; }
            [Differentiable]
            public static double T_dn2(double[] x){ var h=new Dictionary<Nd,double>(); foreach(var v in x) h.Add(new Nd{V=v},1); double s=0;
                foreach(var k in h.Keys) s+=k.V*x[0]; return s; }
        }
        """);

    [TestCase(true), TestCase(false)]
    public void Keys_in_fields_and_callees(bool release) => Check(
        release,
        """
        public class Nd { public double V; public int I; }
        public class Net { public Dictionary<Nd,int> Order=new(); public HashSet<Nd> Seen=new(); public Dictionary<int,double> P=new(); }
        public static class D1 {
            [Differentiable]
            public static double T_f1(double[] x){ var t=new Net(); foreach(var v in x) t.Seen.Add(new Nd{V=v}); double s=0;
                foreach(var n in t.Seen) s+=n.V*x[0]; return s; }
            [Differentiable]
            public static double T_f2(double[] x){ var t=new Net(); foreach(var v in x) t.Order.Add(new Nd{V=v},1); double s=0;
                foreach(var n in t.Order) s+=n.Key.V*n.Value*x[0]; return s; }
            [Differentiable]
            public static double T_f3(double[] x){ var t=new Net(); foreach(var v in x) t.P[(int)v]=v; double s=0; foreach(var n in t.P) s+=n.Key*x[0];
                return s; }
            static void Fill(HashSet<double> h, double[] x){ foreach(var v in x) h.Add(v); }
            static double Read(HashSet<double> h){ double s=0; foreach(var v in h) s+=v; return s; }
            [Differentiable]
            public static double T_f4(double[] x){ var h=new HashSet<double>(); Fill(h,x); return Read(h)*x[0]; }
            static IEnumerable<double> It(Dictionary<double,int> d){ foreach(var kv in d) yield return kv.Key; }
            [Differentiable]
            public static double T_f5(double[] x){ var d=new Dictionary<double,int>(); for(int i=0;i<x.Length;i++) d[x[i]]=1; return It(d).Sum()*x[0]; }
            static HashSet<double> Make(double[] x){ var h=new HashSet<double>(); foreach(var v in x) h.Add(v); return h; }
            [Differentiable]
            public static double T_f6(double[] x){ double s=0; foreach(var v in Make(x)) s+=v; return s*x[0]; }
            static double Rec(HashSet<double> h, int n){ if(n==0){ double s=0; foreach(var v in h) s+=v; return s; } return Rec(h,n-1)*2; }
            [Differentiable]
            public static double T_f7(double[] x){ return Rec(Make(x),2)*x[0]; }
            [Differentiable]
            public static double T_f8(double[] x){ var n=new Nd(); var h=new HashSet<Nd>{n}; n.V=x[0]; double s=0; foreach(var m in h) s+=m.V; return s*x[1]; }
            [Differentiable]
            public static double T_f9(double[] x){ var n=new Nd(); var h=new HashSet<Nd>{n}; foreach(var m in h) m.V=x[0]; return n.V*x[1]; }
            [Differentiable]
            public static double T_f10(double[] x){ var l=new List<HashSet<double>>{Make(x)}; double s=0; foreach(var h in l) foreach(var v in h) s+=v;
                return s*x[0]; }
            [Differentiable]
            public static double T_f11(double[] x){ var d=new Dictionary<double,int>(); foreach(var v in x) d.TryAdd(v,1); double s=0;
                var e=d.GetEnumerator(); while(e.MoveNext()) s+=e.Current.Key; return s*x[0]; }
            [Differentiable]
            public static double T_f13(double[] x){ var d=new SortedList<double,int>(); foreach(var v in x) d.Add(v,1); return d.Keys.First()*x[0]; }
            [Differentiable]
            public static double T_f14(double[] x){ var d=new Dictionary<double,int>(); foreach(var v in x) d.Add(v,1); return d.Keys.ToArray()[0]*x[0]; }
            [Differentiable]
            public static double T_f16(double[] x){ var d=new Dictionary<double,int>(); foreach(var v in x) d.Add(v,1);
                return d.Sum(kv=>kv.Key*kv.Value)*x[0]; }
            [Differentiable]
            public static double T_f17(double[] x){ var d=new Dictionary<double,int>(); foreach(var v in x) d.Add(v,1);
                return d.OrderBy(kv=>kv.Value).Select(kv=>kv.Key).First()*x[0]; }
            [Differentiable]
            public static double T_f18(double[] x){ var d=new Dictionary<double,int>(); foreach(var v in x) d.Add(v,1); var e=new Dictionary<double,int>(d);
                double s=0; foreach(var k in e.Keys) s+=k; return s*x[0]; }
            [Differentiable]
            public static double T_f19(double[] x){ var h=new HashSet<int>(); foreach(var v in x) h.Add((int)v); var g=new HashSet<int>(h); double s=0;
                foreach(var k in g) s+=k; return s*x[0]; }
        }
        """);

    [TestCase(true), TestCase(false)]
    public void Sets_that_are_read_otherwise(bool release) => Check(
        release,
        """
        public class Nd { public double V; public int I; }
        public static class D1 {
            static HashSet<double> Make(double[] x){ var h=new HashSet<double>(); foreach(var v in x) h.Add(v); return h; }
            static HashSet<Nd> MakeN(double[] x){ var h=new HashSet<Nd>(); foreach(var v in x) h.Add(new Nd{V=v}); return h; }
            [Differentiable]
            public static double T_1(double[] x)=>Make(x).First()*x[0];
            [Differentiable]
            public static double T_2(double[] x)=>Make(x).ToList()[0]*x[0];
            [Differentiable]
            public static double T_3(double[] x)=>Make(x).ToArray()[0]*x[0];
            [Differentiable]
            public static double T_4(double[] x)=>Make(x).Sum()*x[0];
            [Differentiable]
            public static double T_5(double[] x)=>Make(x).Max()*x[0];
            [Differentiable]
            public static double T_6(double[] x)=>Make(x).Select(v=>v*2).Sum()*x[0];
            [Differentiable]
            public static double T_7(double[] x){ IEnumerable<double> e=Make(x); double s=0; foreach(var v in e) s+=v; return s*x[0]; }
            [Differentiable]
            public static double T_8(double[] x)=>new List<double>(Make(x))[0]*x[0];
            [Differentiable]
            public static double T_9(double[] x){ var l=new List<double>(); l.AddRange(Make(x)); return l[0]*x[0]; }
            [Differentiable]
            public static double T_10(double[] x)=>MakeN(x).First().V*x[0];
            [Differentiable]
            public static double T_11(double[] x)=>MakeN(x).ToList()[0].V*x[0];
            [Differentiable]
            public static double T_12(double[] x)=>MakeN(x).Sum(n=>n.V)*x[0];
            [Differentiable]
            public static double T_13(double[] x){ double s=0; foreach(var n in MakeN(x).Where(n=>n.I==0)) s+=n.V; return s*x[0]; }
            [Differentiable]
            public static double T_14(double[] x){ var h=MakeN(x); h.TryGetValue(new Nd(), out var m); return m!.V*x[0]; }
            [Differentiable]
            public static double T_15(double[] x){ var g=new HashSet<double>(); g.UnionWith(Make(x)); double s=0; foreach(var v in g) s+=v; return s*x[0]; }
            [Differentiable]
            public static double T_17(double[] x){ ISet<double> h=new HashSet<double>(); foreach(var v in x) h.Add(v); double s=0; foreach(var v in h) s+=v;
                return s*x[0]; }
            [Differentiable]
            public static double T_20(double[] x){ var h=new HashSet<double>(); foreach(var v in x) h.Add(v); var a=new double[h.Count]; h.CopyTo(a,0);
                return a[0]*x[0]; }
            [Differentiable]
            public static double T_21(double[] x){ var h=new HashSet<Nd>(); foreach(var v in x) h.Add(new Nd{V=v}); var a=new Nd[h.Count]; h.CopyTo(a,0);
                return a[0].V*x[0]; }
            [Differentiable]
            public static double T_22(double[] x){ var h=Make(x); double s=0; using var e=h.GetEnumerator(); while(e.MoveNext()) s+=e.Current; return s*x[0]; }
            [Differentiable]
            public static double T_23(double[] x){ var l=new List<Nd>(); var h=new HashSet<Nd>(); foreach(var v in x){ var n=new Nd(); l.Add(n); h.Add(n);}
                foreach (var n in h) n.V=x[1]*x[1]; double s=0; foreach(var n in l) s+=n.V; return s*x[0]; }
            [Differentiable]
            public static double T_24(double[] x){ var l=new List<Nd>(); var h=new HashSet<Nd>(); foreach(var v in x){ var n=new Nd(); l.Add(n); h.Add(n);}
                var w=h.ToArray(); foreach (var n in w) n.V=x[1]*x[1]; double s=0; foreach(var n in l) s+=n.V; return s*x[0]; }
            [Differentiable]
            public static double T_25(double[] x){ var l=new List<Nd>(); var d=new Dictionary<Nd,int>(); foreach(var v in x){ var n=new Nd(); l.Add(n);
                d[n]=1;} foreach (var n in d.Keys) n.V=x[1]*x[1]; double s=0; foreach(var n in l) s+=n.V; return s*x[0]; }
            static void Set(HashSet<Nd> h,double v){ foreach(var n in h) n.V=v; }
            [Differentiable]
            public static double T_26(double[] x){ var l=new List<Nd>(); var h=new HashSet<Nd>(); foreach(var v in x){ var n=new Nd(); l.Add(n); h.Add(n);}
                Set(h,x[1]); double s=0; foreach(var n in l) s+=n.V; return s*x[0]; }
            static void Put(HashSet<Nd> h,Nd n){ h.Add(n); }
            [Differentiable]
            public static double T_27(double[] x){ var l=new List<Nd>(); var h=new HashSet<Nd>(); foreach(var v in x){ var n=new Nd(); l.Add(n); Put(h,n);}
                Set(h,x[1]); double s=0; foreach(var n in l) s+=n.V; return s*x[0]; }
            static double First(Nd a, HashSet<Nd> h){ foreach(var n in h) return n.V*a.V; return a.V; }
            [Differentiable]
            public static double T_28(double[] x){ var n=new Nd{V=x[0]}; var h=new HashSet<Nd>(); Put(h,n); return First(n,h); }
            [Differentiable]
            public static double T_29(double[] x)=>MakeN(x).Concat(MakeN(x)).Sum(n=>n.V)*x[0];
            [Differentiable]
            public static double T_30(double[] x){ var h=MakeN(x); return h.Union(h).Sum(n=>n.V)*x[0]; }
            [Differentiable]
            public static double T_31(double[] x){ var h=MakeN(x); return h.Intersect(h).Sum(n=>n.V)*x[0]; }
            [Differentiable]
            public static double T_32(double[] x)=>MakeN(x).OfType<Nd>().Sum(n=>n.V)*x[0];
            [Differentiable]
            public static double T_33(double[] x){ var l=new List<Nd>(); var h=new HashSet<Nd>(); foreach(var v in x){ var n=new Nd(); l.Add(n); h.Add(n);}
                foreach (var n in h.Concat(h)) n.V=x[1]*x[1]; double s=0; foreach(var n in l) s+=n.V; return s*x[0]; }
            [Differentiable]
            public static double T_34(double[] x){ var l=new List<Nd>(); var h=new HashSet<Nd>(); foreach(var v in x){ var n=new Nd(); l.Add(n); h.Add(n);}
                foreach (var n in h.OrderBy(n=>n.I).Concat(h.Take(1))) n.V=x[1]*x[1]; double s=0; foreach(var n in l) s+=n.V; return s*x[0]; }
            [Differentiable]
            public static double T_35(double[] x){ var d=new Dictionary<Nd,int>(); foreach(var v in x) d[new Nd{V=v}]=1;
                return d.Keys.Concat(d.Keys).Sum(n=>n.V)*x[0]; }
            [Differentiable]
            public static double T_39(double[] x){ var h=MakeN(x); var g = new Stack<Nd>(h.Concat(h)); return g.Pop().V*x[0]; }
        }
        """);

    [TestCase(true), TestCase(false)]
    public void Beside_numbers_in_objects_that_code_without_source_sees(bool release) => Check(
        release,
        """
        using System.Text;
        using System.Collections;
        using System.Collections.Immutable;
        using System.Collections.Concurrent;
        using System.Collections.ObjectModel;
        using System.Globalization;
        public class Cz { public int K; public double V; public object? O; public Cz? Next; public string S = ""; public StringBuilder B = new();
            public List<int> L = []; public override string ToString() => S; }
        public class Ld : List<int> { public double D; public override string ToString() => D.ToString(CultureInfo.InvariantCulture); }
        public interface IKeep { void Put(int k); double Get(); } public sealed class Keep1 : IKeep { int _k; public void Put(int k) => _k = k;
            public double Get() => _k; } public sealed class Keep2 : IKeep { double _s; public void Put(int k) => _s += 0.5 * k; public double Get() => _s; }
        public class Logs { readonly StringBuilder _b = new(); readonly List<string> _l = []; public void Log(string s) { _b.Append(s); _l.Add(s); }
            public string Text => _b.ToString(); public string First => _l[0]; }
        public static class B9 {
            [Differentiable]
            public static double T_01(double x) { var c = new Cz { K = (int)x, V = x }; var a = new Cz[2]; Array.Fill(a, c); return a[1].K * x; }
            [Differentiable]
            public static double T_02(double x) { var l = new List<int> { (int)x, 3 }; l.Reverse(); return l[1] * x; }
            [Differentiable]
            public static double T_03(double x) { var c = new Cz(); c.B.Append(x); return double.Parse(c.B.ToString()) * x; }
            [Differentiable]
            public static double T_04(double x) { var c = new Cz(); c.B.AppendLine($"{x}"); return double.Parse(c.B.ToString()) * x; }
            static IEnumerable<int> Bins(double x) { yield return (int)x; yield return (int)(2 * x); }
            [Differentiable]
            public static double T_05(double x) => double.Parse(string.Join("", Bins(x))) * x;
            [Differentiable]
            public static double T_06(double x) => ImmutableList<int>.Empty.Add((int)x)[0] * x;
            [Differentiable]
            public static double T_07(double x) { var l = new Ld { D = x }; return double.Parse(string.Concat(l, "")) * x; }
            [Differentiable]
            public static double T_08(double x) { object[] o = [(int)x, "a"]; Array.Reverse(o); return (int)o[1] * x; }
            [Differentiable]
            public static double T_10(double x) { var a = new ArrayList { (int)x }; return (int)a[0]! * x; }
            [Differentiable]
            public static double T_11(double x) { var d = new ConcurrentDictionary<int, int>(); d[0] = (int)x; return d[0] * x; }
            [Differentiable]
            public static double T_12(double x) { var q = new Queue<string>(); q.Enqueue(x.ToString(CultureInfo.InvariantCulture));
                return double.Parse(q.Dequeue()) * x; }
            [Differentiable]
            public static double T_13(double x) { var c = new Collection<int> { (int)x }; return c[0] * x; }
            [Differentiable]
            public static double T_15(double x) { var l = new Logs(); l.Log(x.ToString(CultureInfo.InvariantCulture)); return double.Parse(l.Text) * x; }
            [Differentiable]
            public static double T_16(double x) { var l = new Logs(); l.Log($"{x:R}"); return double.Parse(l.First) * x; }
            [Differentiable]
            public static double T_17(double x) { var d = new Dictionary<int, List<int>>(); if (!d.TryGetValue(3, out var l)) d[3] = l = new List<int>();
                l.Add((int)x); return d[3][0] * x; }
            [Differentiable]
            public static double T_18(double x) { var c = new Cz { Next = new Cz { L = { (int)x } } }; var s = new Stack<Cz>(); s.Push(c);
                return s.Pop().Next!.L[0] * x; }
            [Differentiable]
            public static double T_19(double x) { var sb = new StringBuilder(); var l = new List<StringBuilder> { sb }; l[0].Append((int)x);
                return double.Parse(sb.ToString()) * x; }
            [Differentiable]
            public static double T_20(double x) { int[] a = [(int)x, 1, 2]; Array.Resize(ref a, 5); Array.Copy(a, 0, a, 1, 3); return a[1] * x; }
            [Differentiable]
            public static double T_21(double x) { int[] a = [(int)x, 1, 2]; var v = new double[3]; for (int i = 0; i < 3; i++) v[i] = a[i]; return v[0] * x; }
            [Differentiable]
            public static double T_22(double x) { int[] a = [(int)x, 5]; int k = Array.BinarySearch(a, 0, 2, 4); var b = new int[2]; Array.Copy(a, b, 2);
                return b[0] * x + k; }
            static Dictionary<string, Func<int, int>> Tab = new() { ["id"] = i => i, ["neg"] = i => -i };
            [Differentiable]
            public static double T_23(double x) { Tab.TryGetValue("id", out var f); return f!((int)x) * x; }
            [Differentiable]
            public static double T_24(double x) { var c = new Cz { S = x.ToString(CultureInfo.InvariantCulture) }; object o = c;
                return double.Parse(o.ToString()!) * x; }
            [Differentiable]
            public static double T_25(double x) { var w = new System.IO.StringWriter(CultureInfo.InvariantCulture); w.Write(x);
                return double.Parse(w.ToString()) * x; }
            [Differentiable]
            public static double T_26(double x) { var c = new Cz { K = (int)x }; var n = new WeakReference<Cz>(c); n.TryGetTarget(out var d); return d!.K * x; }
            [Differentiable]
            public static double T_27(double x) { var h = new SortedSet<int> { (int)x, 100 }; return h.Min * x; }
            [Differentiable]
            public static double T_28(double x) { var d = new Dictionary<string, int> { ["a"] = (int)x }; int s = 0; foreach (var v in d.Values) s += v;
                return s * x; }
            [Differentiable]
            public static double T_29(double x) { var t = Tuple.Create((int)x, 2); return t.Item1 * x; }
            [Differentiable]
            public static double T_30(double x) { DateTime d = new DateTime(2020, 1, 1).AddDays(x); return (d - new DateTime(2020, 1, 1)).TotalDays * x; }
        }
        """);

    private static void Check(bool release, string source)
    {
        var refused = TestWeaver.CompileAndWeave(source, release).Diagnostics.SelectMany(d => Refusal().Matches(d)).Select(m => m.Groups[1].Value).Distinct()
            .Order();
        Assert.That(refused, Is.EqualTo(Program().Matches(source).Select(m => m.Groups[1].Value).Order()));
    }

    [GeneratedRegex(@"error AD1004: cannot differentiate '\w+\.(T_\w+)'")]
    private static partial Regex Refusal();

    [GeneratedRegex(@"public static double (T_\w+)\(")]
    private static partial Regex Program();
}
