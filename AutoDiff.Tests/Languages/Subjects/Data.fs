/// Tuples, records, unions, options and lists of F#.
module Data

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

let swap (a, b) = b, a
let rec fibTuple n (a: float, b: float) = if n = 0 then a, b else fibTuple (n - 1) (b, a + b * 0.5)
type P = { A: float; B: float }
[<Struct>]
type SP = { SA: float; SB: float }
let evalP (p: P) = p.A * p.B + exp p.A

type Shape =
    | Empty
    | Point
    | Circle of radius: float
    | Rect of float * float
    | Scaled of float * Shape

let rec area s =
    match s with
    | Empty -> 0.0
    | Point -> 1.0
    | Circle r -> Math.PI * r * r
    | Rect(w, h) -> w * h
    | Scaled(k, s) -> k * k * area s

let pick (x: float) = if x > 1.0 then Empty elif x > 0.5 then Circle x else Scaled(x, Circle 2.0)

type Expr =
    | X
    | Const of float
    | Add of Expr * Expr
    | Mul of Expr * Expr
    | Sin of Expr
    | Pow of Expr * int

let rec eval x e =
    match e with
    | X -> x
    | Const c -> c
    | Add(a, b) -> eval x a + eval x b
    | Mul(a, b) -> eval x a * eval x b
    | Sin a -> sin (eval x a)
    | Pow(a, n) -> pown (eval x a) n

[<Struct>]
type SU =
    | First of a: float
    | Second of b: float * c: float

let tryInv (x: float) = if x = 0.0 then None else Some(1.0 / x)
let rec sum l = match l with [] -> 0.0 | h :: t -> h + sum t
let rec dot a b = match a, b with x :: xs, y :: ys -> x * y + dot xs ys | _ -> 0.0
let rec horner x l = match l with [] -> 0.0 | c :: cs -> c + x * horner x cs
let sumTail l = let rec go acc l = (match l with [] -> acc | h :: t -> go (acc + h * h) t) in go 0.0 l
let rec mapL f l = match l with [] -> [] | h :: t -> f h :: mapL f t
let rec foldL f s l = match l with [] -> s | h :: t -> foldL f (f s h) t

/// An immutable list of one's own, with an empty case.
type Chain =
    | End
    | Link of float * Chain

let rec chain n v = if n = 0 then End else Link(v, chain (n - 1) (v * v))
let rec sumChain c = match c with End -> 0.0 | Link(v, rest) -> v + sumChain rest
let lastOr c other = match c with End -> other | Link _ -> c

let cases () =
    forward ()
    let cases = Cases()
    cases.Add("tuple", fun x -> let a, b = swap (x[0] * x[0], sin x[1]) in a * b + a)
    cases.Add("recursive tuple", fun x -> fst (fibTuple 5 (x[0], x[1])))
    cases.Add("struct tuple", fun x -> let struct (a, b) = struct (x[0] * 2.0, x[1] * x[0]) in a * b)
    cases.Add("triple", fun x -> let t = (x[0], x[1], x[2]) in let (p, q, r) = t in p * q + r)
    cases.Add("record", fun x -> evalP { A = x[0]; B = x[1] })
    cases.Add("record with", fun x -> let p = { A = x[0]; B = x[1] } in let q = { p with B = p.A * p.B } in evalP q)
    cases.Add("struct record", fun x -> let p = { SA = x[0]; SB = x[1] } in let q = { p with SB = p.SA * p.SB } in q.SA * q.SB)
    cases.Add("union", fun x -> area (Scaled(x[0], Rect(x[1], x[0]))) + area Empty + area (Circle x[1]) + area Point)
    cases.Add("union chosen", fun x -> area (pick x[0]) + area (pick x[2]) + area (pick (x[2] + 0.5)))
    cases.Add("expression", fun x -> eval x[0] (Add(Mul(X, Sin X), Pow(X, 3))) * x[1])
    cases.Add("struct union", fun x -> match (if x[0] > 0.2 then Second(x[0], x[1]) else First x[0]) with First a -> a | Second(b, c) -> b * c)
    cases.Add("option", fun x -> match tryInv x[0] with Some y -> y * x[1] + y | None -> 0.0)
    cases.Add("option map", fun x -> tryInv x[0] |> Option.map (fun y -> y * y) |> Option.defaultValue 1.0)
    cases.Add("option bind", fun x -> tryInv x[0] |> Option.bind (fun y -> tryInv (y + x[1])) |> Option.defaultWith (fun () -> x[2]))
    cases.Add("option filter", fun x -> match Option.filter (fun y -> y > 0.0) (Some(x[0] * x[1])) with Some z -> z | None -> 1.0)
    cases.Add("option fold", fun x -> Option.fold (fun s y -> s + y * x[1]) x[0] (Some(x[0] * x[2])))
    cases.Add("value option", fun x -> match ValueSome(x[0] * x[1]) with ValueSome z -> z | ValueNone -> 1.0)
    cases.Add("list recursion", fun x -> sum [ x[0]; x[1] * x[0]; x[2] ])
    cases.Add("two lists", fun x -> dot [ x[0]; x[1] ] [ x[1]; x[2] ])
    cases.Add("horner", fun x -> horner x[0] [ x[0]; x[1]; 3.0; x[2] ])
    cases.Add("tail recursion", fun x -> sumTail (List.ofArray x))
    cases.Add("map of one's own", fun x -> sum (mapL (fun v -> v * v) (List.ofArray x)))
    cases.Add("fold of one's own", fun x -> foldL (fun s v -> s * v + v) 1.0 (List.ofArray x))
    cases.Add("chain", fun x -> sumChain (chain 4 x[0]) * sumChain (lastOr End (chain 2 x[1])) + sumChain (lastOr (chain 3 x[2]) End))
    cases.All
