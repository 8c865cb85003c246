/// Functions, classes and computation expressions of F#.
module Functions

open System
open AutoDiff

type Cases() =
    let all = ResizeArray<struct (string * DifferentiableFunc<float[], float>)>()
    member _.All = all
    member _.Add(name: string, f: DifferentiableFunc<float[], float>) = all.Add(struct (name, f))

// The functions get a differential where an operator of forward mode is used.
let private forward () =
    DifferentialOperators.JacobianVectorProduct([| 1.0 |], [| 1.0 |], fun (x: float[]) -> x[0])
    |> ignore

type Op = Plus | Minus | Times
type MaybeBuilder() =
    member _.Bind(m, f) = match m with Some v -> f v | None -> None
    member _.Return v = Some v
    member _.ReturnFrom (m: float option) = m
    member _.Zero() = None
let maybe = MaybeBuilder()
type StateBuilder() =
    member _.Bind(m: float -> 'a * float, f: 'a -> float -> 'b * float) = fun s -> let a, s1 = m s in f a s1
    member _.Return v = fun (s: float) -> v, s
let state = StateBuilder()
let get = fun (s: float) -> s, s
let put v = fun (_: float) -> (), v
type WriterBuilder() =
    member _.Yield(v: float) = [ v ]
    member _.Combine(a: float list, b: float list) = a @ b
    member _.Delay(f: unit -> float list) = f ()
    member _.Zero() : float list = []
    member _.For(s: float list, f: float -> float list) = List.collect f s
let writer = WriterBuilder()
let divide a b = if b = 0.0 then None else Some (a / b)
let root a = if a < 0.0 then None else Some (sqrt a)
let compute (a: float) b = maybe {
    let! q = divide a b
    let! r = root q
    return q * r + a }
let counter (a: float) = state {
    let! s = get
    do! put (s * a)
    let! t = get
    return t * s + a }
let ( |Small|Large| ) (v: float) = if v < 0.5 then Small (v * v) else Large (v * 3.0)
let ( |Positive|_| ) (v: float) = if v > 0.0 then Some (sqrt v) else None
type IModel = abstract Value: float -> float
type Linear(a: float, b: float) =
    interface IModel with member _.Value x = a * x + b
type Quadratic(a: float) =
    member _.A = a
    interface IModel with member _.Value x = a * x * x
type Vec = { X: float; Y: float } with
    static member (+) (a: Vec, b: Vec) = { X = a.X + b.X; Y = a.Y + b.Y }
    static member (*) (k: float, a: Vec) = { X = k * a.X; Y = k * a.Y }
    member v.Norm = sqrt (v.X * v.X + v.Y * v.Y)
[<Measure>] type m
[<Measure>] type s
let speed (d: float<m>) (t: float<s>) : float<m/s> = d / t
let inline twice (v: ^a) : ^a = v + v
let compose3 f g h = f >> g >> h
let apply n f x = let rec go n x = (if n = 0 then x else go (n - 1) (f x)) in go n x
type Tree = Leaf of float | Node of Tree * Tree
let rec sumTree t = match t with Leaf v -> v * v | Node (l, r) -> sumTree l + sumTree r
let rec mapTree f t = match t with Leaf v -> Leaf (f v) | Node (l, r) -> Node (mapTree f l, mapTree f r)
let rec isEvenSum (l: float list) acc = match l with [] -> acc | h :: t -> isOddSum t (acc + h)
and isOddSum l acc = match l with [] -> acc * 2.0 | h :: t -> isEvenSum t (acc * h)
type Result2 = Result<float, string>
let safe v : Result2 = if v > 0.0 then Ok (log v) else Error "neg"
type Acc() =
    let mutable total = 0.0
    member _.Add v = total <- total + v * v
    member _.Total = total
    member val Scale = 1.0 with get, set
let newton f df x0 = 
    let mutable x = x0
    let mutable i = 0
    while i < 5 do
        x <- x - f x / df x
        i <- i + 1
    x
let rk4 (f: float -> float -> float) h t y =
    let k1 = f t y
    let k2 = f (t + h / 2.0) (y + h / 2.0 * k1)
    let k3 = f (t + h / 2.0) (y + h / 2.0 * k2)
    let k4 = f (t + h) (y + h * k3)
    y + h / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4)
type Node2 = { mutable Value: float; mutable Next: Node2 option }
let poly (coefficients: float list) = fun x -> List.foldBack (fun c acc -> c + x * acc) coefficients 0.0
let swapRef (a: byref<float>) (b: byref<float>) = let t = a in a <- b; b <- t
let viaRef (p: float) (q: float) = let mutable a = p in let mutable b = q in swapRef &a &b; a * a * b
let tryFin (v: float) = try (try (if v > 0.5 then failwith "big" else v * v) finally ()) with _ -> v * 3.0
exception Bad of float
let throwing (v: float) = try raise (Bad (v * v)) with Bad w -> w * v
let rec ack (v: float) n = if n <= 0 then v else ack (ack (v * 0.9) (n - 1)) (n - 2)
let applyOp op a b = match op with Plus -> a + b | Minus -> a - b | Times -> a * b
type Curve = | Flat of level: float | Slope of level: float * slope: float | Steps of (float * float) list
let rec at t c = match c with | Flat l -> l | Slope (l, s) -> l + s * t | Steps [] -> 0.0 | Steps ((u, v) :: rest) -> if t < u then v else at t (Steps rest)

let changed n =
    n.Value <- n.Value * 2.0
    n.Value * (match n.Next with Some k -> k.Value | None -> 1.0)

let cases () =
    forward ()
    let cases = Cases()
    cases.Add("CE maybe", fun x -> match compute x[0] x[1] with Some v -> v | None -> 0.0)
    cases.Add("CE state", fun x -> let a, s = counter x[0] x[1] in a * s)
    cases.Add("CE writer", fun x -> writer { yield x[0]; yield x[1] * x[0] } |> List.sum)
    cases.Add("CE writer for", fun x -> writer { for v in List.ofArray x do yield v * v } |> List.sum)
    cases.Add("active pattern", fun x -> (match x[0] with Small v -> v | Large v -> v) + (match x[2] with Small v -> v | Large v -> v))
    cases.Add("partial pattern", fun x -> match x[0] with Positive r -> r * x[1] | _ -> 0.0)
    cases.Add("interface", fun x -> let m: IModel = (if x[0] > 0.0 then Linear (x[0], x[1]) :> IModel else Quadratic x[0]) in m.Value x[2])
    cases.Add("interfaces in list", fun x -> [ Linear (x[0], x[1]) :> IModel; Quadratic x[2] ] |> List.sumBy (fun m -> m.Value 2.0))
    cases.Add("object expression", fun x -> let m = { new IModel with member _.Value v = v * x[0] } in m.Value x[1])
    cases.Add("operators", fun x -> let v = { X = x[0]; Y = x[1] } + x[2] * { X = 1.0; Y = x[0] } in v.Norm)
    cases.Add("measure", fun x -> let d = x[0] * 1.0<m> in let t = x[1] * 1.0<s> in float (speed d t) * x[0])
    cases.Add("inline srtp", fun x -> twice x[0] * twice x[1])
    cases.Add("compose", fun x -> (compose3 sin cos exp) x[0] * x[1])
    cases.Add("pipe", fun x -> x[0] |> sin |> fun v -> v * x[1])
    cases.Add("apply n", fun x -> apply 4 (fun v -> v * v + x[1]) x[0])
    cases.Add("tree", fun x -> sumTree (mapTree (fun v -> v * x[0]) (Node (Leaf x[1], Node (Leaf x[2], Leaf 1.0)))))
    cases.Add("mutual", fun x -> isEvenSum (List.ofArray x) 1.0)
    cases.Add("result", fun x -> match safe x[0] with Ok v -> v * x[1] | Error _ -> 0.0)
    cases.Add("result map", fun x -> safe x[0] |> Result.map (fun v -> v * v) |> Result.defaultValue 0.0)
    cases.Add("result bind", fun x -> match safe (x[0] + 1.0) |> Result.bind (fun v -> safe (v + 1.0)) with Ok v -> v | Error _ -> 1.0)
    cases.Add("class", fun x -> let a = Acc () in a.Scale <- x[1]; Array.iter a.Add x; a.Total * a.Scale)
    cases.Add("newton", fun x -> newton (fun v -> v * v - x[0]) (fun v -> 2.0 * v) 1.0)
    cases.Add("rk4", fun x -> let f t y = -x[0] * y + x[1] * sin t in let mutable y = x[2] in (for i in 0 .. 4 do y <- rk4 f 0.1 (float i * 0.1) y); y)
    cases.Add("rk4 fold", fun x -> List.fold (fun y i -> rk4 (fun t y -> -x[0] * y + x[1] * t) 0.1 (0.1 * float i) y) x[2] [ 0 .. 4 ])
    cases.Add("mutable record", fun x -> changed { Value = x[0]; Next = Some { Value = x[1]; Next = None } })
    cases.Add("ref", fun x -> let r = ref x[0] in r.Value <- r.Value * x[1]; r.Value * r.Value)
    cases.Add("closure capture mutable", fun x -> let total = ref 0.0 in List.iter (fun v -> total.Value <- total.Value + v * v) (List.ofArray x); total.Value)
    cases.Add("partial", fun x -> let f a b c = a * b + c in let g = f x[0] in let h = g x[1] in h x[2] * h 1.0)
    cases.Add("poly", fun x -> poly [ x[0]; x[1]; x[2] ] 0.7)
    cases.Add("fn list", fun x -> [ sin; cos; fun v -> v * x[1] ] |> List.sumBy (fun f -> f x[0]))
    cases.Add("fn in record", fun x -> let t = (fun v -> v * x[0]), (fun v -> v + x[1]) in (fst t) (snd t 2.0))
    cases.Add("byref", fun x -> viaRef x[0] x[1])
    cases.Add("try", fun x -> tryFin x[0] + tryFin x[2])
    cases.Add("exception", fun x -> throwing x[0])
    cases.Add("ack", fun x -> ack x[0] 4)
    cases.Add("enum union", fun x -> applyOp Plus x[0] x[1] * applyOp Times x[1] x[2] - applyOp Minus x[0] x[2])
    cases.Add("curve", fun x -> at 0.5 (Steps [ (0.2, x[0]); (0.7, x[1]) ]) + at 2.0 (Slope (x[0], x[2])) * at 1.0 (Flat x[1]))
    cases.Add("math", fun x -> x[0] ** x[1] + pown x[0] 3 + sqrt x[1] + abs -x[0] + max x[0] x[1] + min x[1] x[2])
    cases.Add("math 2", fun x -> exp x[0] + log x[1] + tanh x[0] + atan2 x[0] x[1])
    cases.Add("while", fun x -> let mutable v = x[0] in (while v < 10.0 do v <- v * 2.0 + x[1]); v)
    cases.Add("nested closures", fun x -> let f a = (fun b -> (fun c -> a * b * c + x[0])) in f x[0] x[1] x[2])
    cases.Add("struct tuple list", fun x -> [ struct (x[0], x[1]); struct (x[1], x[2]) ] |> List.sumBy (fun (struct (a, b)) -> a * b))
    cases.Add("list pattern", fun x -> match List.ofArray x with [ a; b; c ] -> a * b + c | _ -> 0.0)
    cases.Add("as pattern", fun x -> match List.ofArray x with a :: (b :: _ as rest) -> a * b * List.sum rest | _ -> 0.0)
    cases.Add("ResizeArray", fun x -> let r = ResizeArray<float> () in r.AddRange x; r.Add (x[0] * x[1]); Seq.fold (+) 0.0 r)
    cases.Add("flip op", fun x -> List.map ((*) x[0]) (List.ofArray x) |> List.reduce (+))
    cases.All
