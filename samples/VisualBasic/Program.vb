Imports System.Globalization
Imports AutoDiff
Imports AutoDiff.DifferentialOperators

''' <summary>Finds the tides at a place from readings of the water's height, by descending with momentum.</summary>
Module Program
    Private Const Agreement As Double = 0.000001

    Private ReadOnly Names As String() = {"mean", "moon", "moon's delay", "sun", "sun's delay"}

    Function Main() As Integer
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture
        Dim truth = NewTides({2.1, 1.4, 3.2, 0.5, 1.1})
        Dim guess = NewTides({1.5, 1.0, 2.7, 0.3, 0.6})
        Dim readings = ReadingsOf(truth).ToArray()

        If Not DerivativesAgree(guess, readings) Then
            Console.Error.WriteLine("the derivative and the difference disagree")
            Return 1
        End If
        Console.WriteLine()
        Dim found = Fit(guess, readings)
        Console.WriteLine($"{"parameter",-14} {"found",12} {"truth",12}")
        For index = 0 To Names.Length - 1
            Console.WriteLine($"{Names(index),-14} {found(index),12:F6} {truth(index),12:F6}")
        Next
        If Enumerable.Range(0, Names.Length).Any(Function(index) Math.Abs(found(index) - truth(index)) > 0.0001) Then
            Console.Error.WriteLine("the parameters were not found")
            Return 1
        End If
        Return 0
    End Function

    Private Function NewTides(values As Double()) As Tides
        Dim tides As New Tides
        For index = 0 To values.Length - 1
            tides(index) = values(index)
        Next
        Return tides
    End Function

    ''' <summary>A reading every two hours for a fortnight. Some are rough, and some are no readings at all.</summary>
    Private Iterator Function ReadingsOf(tides As Tides) As IEnumerable(Of Reading)
        For hour As Integer = 0 To 336 Step 2
            Dim height = tides.HeightAt(hour)
            Select Case hour Mod 26
                Case 6
                    Yield New Reading(hour, height + 3, Quality.Broken)
                Case 10 To 12
                    Yield New Reading(hour, height, Quality.Rough)
                Case Else
                    Yield New Reading(hour, height, Quality.Good)
            End Select
        Next
    End Function

    Private Function DerivativesAgree(at As Tides, readings As Reading()) As Boolean
        Dim slopes = Gradient(at:=at, [of]:=Function(tides) VisualBasicSample.Tides.Misfit(tides, readings))
        Console.WriteLine($"{"parameter",-14} {"derivative",24} {"central difference",24}")
        Dim agree = True
        For index = 0 To Names.Length - 1
            Const StepSize As Double = 0.00001
            Dim ahead = Tides.Misfit(Moved(at, index, StepSize), readings)
            Dim behind = Tides.Misfit(Moved(at, index, -StepSize), readings)
            Dim difference = (ahead - behind) / (2 * StepSize)
            Console.WriteLine($"{Names(index),-14} {slopes(index),24:R} {difference,24:G10}")
            agree = agree AndAlso Math.Abs(slopes(index) - difference) <= Agreement * Math.Max(1, Math.Abs(difference))
        Next
        Return agree
    End Function

    Private Function Moved(at As Tides, index As Integer, distance As Double) As Tides
        Dim values = (From i In Enumerable.Range(0, Names.Length) Select at(i)).ToArray()
        values(index) += distance
        Return NewTides(values)
    End Function

    Private Function Fit(start As Tides, readings As Reading()) As Tides
        Dim tides = start
        Dim velocity As New Tides
        For [step] = 0 To 400
            Dim result = ValueWithGradient(at:=tides, [of]:=Function(t) VisualBasicSample.Tides.Misfit(t, readings))
            If [step] Mod 100 = 0 Then Console.WriteLine($"step {[step],4}: misfit {result.value:E3}")
            For index = 0 To Names.Length - 1
                velocity(index) = 0.9 * velocity(index) - 0.0005 * result.gradient(index)
                tides = Moved(tides, index, velocity(index))
            Next
        Next
        Return tides
    End Function
End Module
