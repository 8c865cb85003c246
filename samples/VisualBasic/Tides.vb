''' <summary>What a measurement is worth.</summary>
Public Enum Quality
    Good
    Rough
    Broken
End Enum

''' <summary>The height of the water at an hour.</summary>
Public Structure Reading
    Public Sub New(hour As Double, height As Double, quality As Quality)
        Me.Hour = hour
        Me.Height = height
        Me.Quality = quality
    End Sub

    Public ReadOnly Property Hour As Double
    Public ReadOnly Property Height As Double
    Public ReadOnly Property Quality As Quality
End Structure

''' <summary>A wave that comes again and again.</summary>
Public Class Wave
    Public Property Amplitude As Double
    Public Property Period As Double
    Public Property Delay As Double

    Public Function HeightAt(hour As Double) As Double
        Return Amplitude * Math.Cos(2 * Math.PI * (hour - Delay) / Period)
    End Function
End Class

''' <summary>The tides at a place: waves around a mean. The gradient with respect to tides is an object of the same kind.</summary>
Public Class Tides
    Public Property Mean As Double
    Public Property Moon As New Wave With {.Period = 12.42}
    Public Property Sun As New Wave With {.Period = 12.0}

    ''' <summary>By the number of the parameter, as a fit counts them.</summary>
    Default Public Property Item(index As Integer) As Double
        Get
            Select Case index
                Case 0 : Return Mean
                Case 1 : Return Moon.Amplitude
                Case 2 : Return Moon.Delay
                Case 3 : Return Sun.Amplitude
                Case Else : Return Sun.Delay
            End Select
        End Get
        Set(value As Double)
            Select Case index
                Case 0 : Mean = value
                Case 1 : Moon.Amplitude = value
                Case 2 : Moon.Delay = value
                Case 3 : Sun.Amplitude = value
                Case Else : Sun.Delay = value
            End Select
        End Set
    End Property

    Public Function HeightAt(hour As Double) As Double
        Dim height = Mean
        For Each part In {Moon, Sun}
            height += part.HeightAt(hour)
        Next
        Return height
    End Function

    ''' <summary>The sum of the squared errors, rough readings counting less and broken ones not at all.</summary>
    Public Shared Function Misfit(tides As Tides, readings As IReadOnlyList(Of Reading)) As Double
        Dim errors = From reading In readings
                     Where reading.Quality <> Quality.Broken
                     Let difference = tides.HeightAt(reading.Hour) - reading.Height
                     Select WeightOf(reading.Quality) * difference ^ 2
        Return errors.Sum()
    End Function

    Private Shared Function WeightOf(quality As Quality) As Double
        Select Case quality
            Case Quality.Good
                Return 1.0
            Case Quality.Rough
                Return 0.25
            Case Else
                Return 0.0
        End Select
    End Function
End Class
