module FSharpSample.Program

open System
open System.Globalization
open AutoDiff
open FSharpSample.Model

let private agreement = 1e-7

let private truth =
    { Absorption = 0.9
      Elimination = 0.35
      Saturation = 4.0
      Volume = 12.0 }

let private guess =
    { Absorption = 0.6
      Elimination = 0.25
      Saturation = 6.0
      Volume = 15.0 }

let private doses =
    [ Tablet 100.0; Missed; Missed; Infusion(20.0, 0.5); Missed; Tablet 60.0; Missed; Missed; Missed; Missed ]

let private samples =
    concentrations Saturable truth doses
    |> List.mapi (fun hour concentration ->
        { Hour = hour
          Measured = if hour = 4 then None else Some concentration })

/// The members of a patient, by name, with how one is changed.
let private parameters =
    [ "absorption", (fun p -> p.Absorption), (fun h p -> { p with Absorption = p.Absorption + h })
      "elimination", (fun p -> p.Elimination), (fun h p -> { p with Elimination = p.Elimination + h })
      "saturation", (fun p -> p.Saturation), (fun h p -> { p with Saturation = p.Saturation + h })
      "volume", (fun p -> p.Volume), (fun h p -> { p with Volume = p.Volume + h }) ]

let private derivativesAgree kinetics at =
    let slopes = DifferentialOperators.Gradient(at, (fun patient -> misfit kinetics doses samples patient))
    printfn "%-12s %24s %24s" (string kinetics) "derivative" "central difference"

    parameters
    |> List.map (fun (name, slopeOf, shifted) ->
        let step = 1e-5
        let value h = misfit kinetics doses samples (shifted h at)
        let difference = (value step - value -step) / (2.0 * step)
        let slope: float = slopeOf slopes
        printfn "%-12s %24.15g %24.10g" name slope difference
        abs (slope - difference) <= agreement)
    |> List.forall id

/// Gauss-Newton steps, damped: rows of the Jacobian are derivatives of the errors.
let private calibrate patient =
    let ofArray (p: float[]) =
        { Absorption = p[0]
          Elimination = p[1]
          Saturation = p[2]
          Volume = p[3] }

    let errors (p: float[]) =
        List.map2 (fun predicted sample ->
            match sample.Measured with
            | Some measured -> (predicted - measured) / measured
            | None -> 0.0)
            (concentrations Saturable (ofArray (Array.map exp p)) doses)
            samples
        |> Array.ofList

    let jacobian p = DifferentialOperators.Jacobian(p, DifferentiableFunc<float[], float[]>(errors))

    let rec solve (a: float[][]) (b: float[]) =
        match b.Length with
        | 0 -> [||]
        | n ->
            let m = n - 1
            let rest = Array.init m (fun i -> Array.init m (fun j -> a[i][j] - a[i][m] * a[m][j] / a[m][m]))
            let x = solve rest (Array.init m (fun i -> b[i] - a[i][m] * b[m] / a[m][m]))
            Array.append x [| (b[m] - Array.fold2 (fun sum c v -> sum + c * v) 0.0 (Array.take m (a[m])) x) / a[m][m] |]

    let next p =
        let j, e = jacobian p, errors p
        let rows = e.Length

        let normal =
            Array.init 4 (fun a ->
                Array.init 4 (fun b ->
                    Seq.sum (seq { for i in 0 .. rows - 1 -> j[i, a] * j[i, b] }) + (if a = b then 1e-9 else 0.0)))

        let right = Array.init 4 (fun a -> Seq.sum (seq { for i in 0 .. rows - 1 -> -j[i, a] * e[i] }))
        Array.map2 (+) p (solve normal right)

    let start = [| patient.Absorption; patient.Elimination; patient.Saturation; patient.Volume |] |> Array.map log
    Seq.init 20 id |> Seq.fold (fun p _ -> next p) start |> Array.map exp |> ofArray

[<EntryPoint>]
let main _ =
    CultureInfo.CurrentCulture <- CultureInfo.InvariantCulture
    let agree = [ FirstOrder; Saturable ] |> List.map (fun kinetics -> derivativesAgree kinetics guess) |> List.forall id
    let found = calibrate guess
    printfn ""
    printfn "%-12s %12s %12s %12s" "parameter" "guess" "found" "truth"

    for name, valueOf, _ in parameters do
        printfn "%-12s %12.6f %12.6f %12.6f" name (valueOf guess) (valueOf found) (valueOf truth)

    let isRight = parameters |> List.forall (fun (_, valueOf, _) -> abs (valueOf found - valueOf truth) < 1e-4)

    if not agree then
        eprintfn "the derivative and the difference disagree"

    if not isRight then
        eprintfn "the parameters were not found"

    if agree && isRight then 0 else 1
