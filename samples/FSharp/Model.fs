/// A medicine in the body: an amount in the gut, a concentration in the blood, doses on the way, and blood samples that are compared with the model.
module FSharpSample.Model

/// What is known of a patient. The gradient with respect to one is another one.
[<Struct>]
type Patient =
    { Absorption: float
      Elimination: float
      Saturation: float
      Volume: float }

type Dose =
    | Missed
    | Tablet of amount: float
    | Infusion of rate: float * hours: float

type Kinetics =
    | FirstOrder
    | Saturable

/// The amount in the gut and the one in the blood.
type State = { Gut: float; Blood: float }

/// A blood sample: some get lost.
type Sample = { Hour: int; Measured: float option }

/// Steps of a simulation are functions of the state; the expression hands it on.
type SimulationBuilder() =
    member _.Bind(step: State -> 'a * State, next: 'a -> State -> 'b * State) : State -> 'b * State =
        fun state ->
            let result, after = step state
            next result after

    member _.Return(result: 'a) : State -> 'a * State = fun state -> result, state
    member _.ReturnFrom(step: State -> 'a * State) = step

let simulation = SimulationBuilder()

let change f : State -> unit * State = fun state -> (), f state
let observe f : State -> float * State = fun state -> f state, state

let private stepsPerHour = 8

let private rates kinetics (patient: Patient) inflow state =
    let absorbed = patient.Absorption * state.Gut
    let concentration = state.Blood / patient.Volume

    let removed =
        match kinetics with
        | FirstOrder -> patient.Elimination * state.Blood
        | Saturable -> patient.Elimination * state.Blood / (1.0 + concentration / patient.Saturation)

    { Gut = -absorbed
      Blood = inflow + absorbed - removed }

/// An hour, by the midpoint rule.
let private hour kinetics patient inflow =
    change (fun state ->
        let h = 1.0 / float stepsPerHour
        let along k (rate: State) from = { Gut = from.Gut + k * rate.Gut; Blood = from.Blood + k * rate.Blood }

        [ 1..stepsPerHour ]
        |> List.fold
            (fun now _ ->
                let half = now |> along (0.5 * h) (rates kinetics patient inflow now)
                now |> along h (rates kinetics patient inflow half))
            state)

let private give dose =
    match dose with
    | Tablet amount -> change (fun state -> { state with Gut = state.Gut + amount })
    | Missed
    | Infusion _ -> change id

let private inflowOf dose =
    match dose with
    | Infusion(rate, hours) -> rate * min hours 1.0
    | _ -> 0.0

/// The concentrations at the end of each hour, a dose at the beginning of each.
let concentrations kinetics patient doses =
    let rec follow doses state =
        match doses with
        | [] -> []
        | dose :: rest ->
            let concentration, after =
                simulation {
                    do! give dose
                    do! hour kinetics patient (inflowOf dose)
                    return! observe (fun now -> now.Blood / patient.Volume)
                }
                <| state

            concentration :: follow rest after

    follow doses { Gut = 0.0; Blood = 0.0 }

/// The mean of the squared relative errors, over the samples that were not lost.
let misfit kinetics doses (samples: Sample list) patient =
    let predicted = concentrations kinetics patient doses

    let errors =
        samples
        |> List.choose (fun sample ->
            sample.Measured
            |> Option.map (fun measured -> (predicted[sample.Hour] - measured) / measured))

    errors |> List.averageBy (fun error -> error * error)
