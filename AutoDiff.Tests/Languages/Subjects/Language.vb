' Visual Basic as it is written every day, with queries.
Option Strict On
Imports AutoDiff
Imports AutoDiff.DifferentialOperators
Imports System
Imports System.Linq
Imports System.Collections.Generic

Public Structure Point
    Public X As Double
    Public Y As Double
    Public Sub New(x As Double, y As Double)
        Me.X = x : Me.Y = y
    End Sub
    Public Shared Operator +(a As Point, b As Point) As Point
        Return New Point(a.X + b.X, a.Y + b.Y)
    End Operator
    Public Shared Operator *(k As Double, a As Point) As Point
        Return New Point(k * a.X, k * a.Y)
    End Operator
    Public ReadOnly Property Norm As Double
        Get
            Return Math.Sqrt(X ^ 2 + Y ^ 2)
        End Get
    End Property
End Structure

Public MustInherit Class Shape
    Public MustOverride Function Area() As Double
    Public Overridable ReadOnly Property Weight As Double
        Get
            Return 1.0
        End Get
    End Property
End Class
Public Class Circle
    Inherits Shape
    Public Property Radius As Double
    Public Overrides Function Area() As Double
        Return Math.PI * Radius * Radius
    End Function
    Public Overrides ReadOnly Property Weight As Double
        Get
            Return Radius
        End Get
    End Property
End Class
Public Class Rect
    Inherits Shape
    Private ReadOnly _w, _h As Double
    Public Sub New(w As Double, h As Double)
        _w = w : _h = h
    End Sub
    Public Overrides Function Area() As Double
        Return _w * _h
    End Function
End Class
Public Enum Kind
    Flat
    Slope
    Wave
End Enum
Public Class Model
    Public Property A As Double
    Public Property B As Double = 1.0
    Default Public Property Item(i As Integer) As Double
        Get
            Return If(i = 0, A, B)
        End Get
        Set(value As Double)
            If i = 0 Then A = value Else B = value
        End Set
    End Property
End Class
Public Module Language
    Private ReadOnly All As New List(Of (Name As String, Func As DifferentiableFunc(Of Double(), Double)))

    Private Sub Add(name As String, f As DifferentiableFunc(Of Double(), Double))
        All.Add((name, f))
    End Sub

    Public Function Cases() As List(Of (Name As String, Func As DifferentiableFunc(Of Double(), Double)))
        ' The functions get a differential where an operator of forward mode is used.
        JacobianVectorProduct(at:={1.0}, along:={1.0}, [of]:=Function(x As Double()) x(0))
        AddStatements()
        AddQueries()
        Return All
    End Function

    Private Function Sq(x As Double) As Double
        Return x * x
    End Function
    Private Function Product(x As Double()) As Double
        Dim p = 1.0
        For Each v In x
            p *= v
        Next
        Return p
    End Function
    Private Sub AddStatements()
        Add("address of", AddressOf Product)
        Add("lines", Function(x)
                         Dim y = x(0) * x(1)
                         Return y * x(2)
                     End Function)
        Add("for", AddressOf ForLoop)
        Add("for step", AddressOf ForStep)
        Add("do", AddressOf DoLoop)
        Add("select", AddressOf SelectCase)
        Add("enum", AddressOf EnumCase)
        Add("struct", Function(x) (New Point(x(0), x(1)) + x(2) * New Point(1, x(0))).Norm)
        Add("classes", AddressOf Classes)
        Add("with", AddressOf WithBlock)
        Add("byref", AddressOf ViaRef)
        Add("try", AddressOf Trying)
        Add("goto", AddressOf WithGoto)
        Add("tuple", AddressOf Tuples)
        Add("nullable", AddressOf Nullables)
        Add("redim", AddressOf WithRedim)
        Add("power", Function(x) x(0) ^ 3 + x(1) ^ x(2) + Math.Max(x(0), x(1)))
        Add("2d", AddressOf TwoD)
        Add("iterator", AddressOf WithIterator)
        Add("closures", AddressOf Closures)
        Add("optional", AddressOf Optionals)
        Add("usings", AddressOf Usings)
        Add("exit", AddressOf Exits)
        Add("iff", Function(x) If(x(0) > 0.2, x(0) * x(1), x(2)))
        Add("integer division", Function(x) x(0) / 2 + (7 \ 2) * x(1) + (7 Mod 4) * x(2))
        Add("cdbl", Function(x) CDbl(CSng(2)) * x(0) + CInt(3) * x(1))
        Add("anonymous type", AddressOf Anonymous)
        Add("recursion", Function(x) Power(x(0), 5) * Power(x(1), 3))
        Add("list", AddressOf Lists)
        Add("dictionary", AddressOf Dicts)
        Add("extension", Function(x) x(0).Twice() * x(1))
        Add("array of", AddressOf Arrays)
        Add("generic", Function(x) Pick(True, x(0), x(1)) * Pick(False, x(0), x(2)))
        Add("while each", AddressOf Whiles)
        Add("compound", AddressOf Compound)
    End Sub
    Private Function Compound(x As Double()) As Double
        Dim a = x(0)
        a += x(1) : a *= x(2) : a -= 0.5 : a /= 2 : a ^= 2
        Return a
    End Function
    Private Function Whiles(x As Double()) As Double
        Dim s = x(0)
        While s < 10
            s = s * 2 + x(1)
            If s > 5 Then Continue While
            s += x(2)
        End While
        Return s
    End Function
    Private Function Pick(Of T)(first As Boolean, a As T, b As T) As T
        Return If(first, a, b)
    End Function
    Private Function Arrays(x As Double()) As Double
        Dim y(2) As Double
        y(0) = x(0) : y(1) = x(1) * y(0) : y(2) = x(2) * y(1)
        Dim z = {y(0), y(1), y(2)}
        Dim j = New Double()() {y, z}
        Return j(0)(1) * j(1)(2) + y.Length * z(0)
    End Function
    <System.Runtime.CompilerServices.Extension>
    Private Function Twice(x As Double) As Double
        Return x + x
    End Function
    Private Function Dicts(x As Double()) As Double
        Dim d As New Dictionary(Of String, Double) From {{"a", x(0)}, {"b", x(1)}}
        d("c") = d("a") * x(2)
        Dim s = 0.0
        For Each kv In d
            s += kv.Value * kv.Value
        Next
        Return s
    End Function
    Private Function Lists(x As Double()) As Double
        Dim l As New List(Of Double)(x)
        l.Add(x(0) * x(1))
        Dim s = 0.0
        For i = 0 To l.Count - 1
            s += l(i) * i
        Next
        For Each v In l
            s += v * v
        Next
        Return s
    End Function
    Private Function Power(x As Double, n As Integer) As Double
        If n = 0 Then Return 1
        Return x * Power(x, n - 1)
    End Function
    Private Function Anonymous(x As Double()) As Double
        Dim a = New With {.P = x(0), .Q = x(1) * x(2)}
        Return a.P * a.Q
    End Function
    Private Function Exits(x As Double()) As Double
        Dim s = 0.0
        For i = 0 To 10
            If i > 2 Then Exit For
            s += x(i) * x(i)
        Next
        Exits = s * x(0)
    End Function
    Private Function Usings(x As Double()) As Double
        Using r As New IO.StringReader("a")
            Return x(0) * x(1)
        End Using
    End Function
    Private Function Scaled(x As Double, Optional k As Double = 2.0) As Double
        Return x * k
    End Function
    Private Function Optionals(x As Double()) As Double
        Return Scaled(x(0)) * Scaled(x(1), x(2)) + SumOf(x(0), x(1), x(2))
    End Function
    Private Function SumOf(ParamArray v As Double()) As Double
        Return v.Sum()
    End Function
    Private Function Closures(x As Double()) As Double
        Dim k = x(0)
        Dim f = Function(v As Double) v * k
        k = x(1)
        Dim fs = New List(Of Func(Of Double, Double)) From {f, AddressOf Sq, Function(v) v + x(2)}
        Dim s = 0.0
        For Each g In fs
            s += g(x(0))
        Next
        Return s
    End Function
    Private Iterator Function Parts(x As Double) As IEnumerable(Of Double)
        For i = 1 To 3
            Yield x * i
        Next
        Yield x * x
    End Function
    Private Function WithIterator(x As Double()) As Double
        Dim s = 0.0
        For Each v In Parts(x(0) * x(1))
            s += v * v
        Next
        Return s + Parts(x(2)).Sum()
    End Function
    Private Function TwoD(x As Double()) As Double
        Dim a(1, 1) As Double
        For i = 0 To 1
            For j = 0 To 1
                a(i, j) = x(i) * x(j + 1)
            Next
        Next
        Return a(0, 0) * a(1, 1) - a(0, 1) * a(1, 0) + a(0, 1)
    End Function
    Private Function WithRedim(x As Double()) As Double
        Dim y = {x(0), x(1)}
        ReDim Preserve y(2)
        y(2) = y(0) * x(2)
        Return y(2) * y(1)
    End Function
    Private Function Nullables(x As Double()) As Double
        Dim n As Double? = x(0)
        Dim m As Double? = Nothing
        Dim r = n * x(1)
        Return If(r, 1.0) + If(m, x(2)) * n.Value
    End Function
    Private Function MinMax(x As Double()) As (Low As Double, High As Double)
        Return (x.Min(), x.Max())
    End Function
    Private Function Tuples(x As Double()) As Double
        Dim t = MinMax(x)
        Return t.Low * t.High * t.High
    End Function
    Private Function WithGoto(x As Double()) As Double
        Dim s = x(0), i = 0
again:
        s = s * x(1) + x(2)
        i += 1
        If i < 4 Then GoTo again
        Return s
    End Function
    Private Function Trying(x As Double()) As Double
        Dim s = 0.0
        Try
            s = x(0) * x(1)
            If s > 0 Then Throw New InvalidOperationException()
        Catch ex As InvalidOperationException When s > 0
            s += x(2)
        Finally
            s *= 2
        End Try
        Return s
    End Function
    Private Sub Change(ByRef a As Double, b As Double)
        a = a * b
    End Sub
    Private Function ViaRef(x As Double()) As Double
        Dim a = x(0)
        Change(a, x(1))
        Change(x(2), a)
        Dim m As New Model With {.A = x(0)}
        Change(m.A, x(1))
        Return a * x(2) + m.A
    End Function
    Private Function WithBlock(x As Double()) As Double
        Dim m As New Model
        With m
            .A = x(0)
            .B = .A * x(1)
            .Item(0) = .B * x(2)
        End With
        m(1) = m(0) * 2
        Return m.A * m.B + m(1)
    End Function
    Private Function Classes(x As Double()) As Double
        Dim shapes As New List(Of Shape) From {New Circle With {.Radius = x(0)}, New Rect(x(1), x(2))}
        Dim s = 0.0
        For Each sh In shapes
            s += sh.Area() * sh.Weight
        Next
        Return s
    End Function
    Private Function EnumCase(x As Double()) As Double
        Dim s = 0.0
        For Each k As Kind In {Kind.Flat, Kind.Slope, Kind.Wave}
            Select Case k
                Case Kind.Flat : s += x(0)
                Case Kind.Slope : s += x(0) * x(1)
                Case Else : s += Math.Sin(x(2))
            End Select
        Next
        Return s
    End Function
    Private Function SelectCase(x As Double()) As Double
        Dim s = 0.0
        For Each v In x
            Select Case v
                Case Is < 0.35
                    s += v * v
                Case 0.35 To 0.5
                    s += v * 3
                Case Else
                    s += Math.Exp(v)
            End Select
        Next
        Select Case x.Length
            Case 1, 2 : s *= 2
            Case 3 : s *= x(0)
        End Select
        Return s
    End Function
    Private Function DoLoop(x As Double()) As Double
        Dim s = x(0)
        Do
            s = s * 1.5 + x(1)
        Loop Until s > 5
        Do While s < 20
            s += x(2)
            If s > 10 Then Exit Do
        Loop
        Return s
    End Function
    Private Function ForLoop(x As Double()) As Double
        Dim s = 0.0
        For i As Integer = 0 To x.Length - 1
            For j = i To x.Length - 1
                s += x(i) * x(j)
            Next
        Next
        Return s
    End Function
    Private Function ForStep(x As Double()) As Double
        Dim s = 0.0
        For i = x.Length - 1 To 0 Step -1
            s = s * x(i) + x(i)
        Next
        For t = 0.0 To 1.0 Step 0.25
            s += t * x(0)
        Next
        Return s
    End Function
    Private Sub AddQueries()
        Add("q where", Function(x) (From v In x Where v > 0.35 Select v * v).Sum())
        Add("q let", Function(x) (From v In x Let w = v * v Select w * v + w).Sum())
        Add("q two", Function(x) (From a In x From b In x Select a * b).Sum())
        Add("q order", Function(x) (From v In x Order By v Descending Select v * x(0)).First())
        Add("q aggregate", Function(x) Aggregate v In x Select v * v Into Sum())
        Add("q aggregate2", Function(x) Aggregate v In x Into Average(v * v))
        Add("q group", AddressOf Grouped)
        Add("q join", AddressOf Joined)
        Add("q zip", Function(x) x.Zip(x.Skip(1), Function(a, b) (a - b) * (a - b)).Sum())
        Add("q index", Function(x) x.Select(Function(v, i) v * i).Sum())
        Add("q take", Function(x) (From v In x Take 2 Select v * v).Sum())
        Add("q skip", Function(x) (From v In x Skip 1 Select v * v).Sum())
        Add("q distinct", Function(x) (From v In x Distinct Select v * v).Sum())
        Add("q aggregate fold", Function(x) x.Aggregate(1.0, Function(s, v) s * v + v))
        Add("q range", Function(x) (From i In Enumerable.Range(0, 3) Select x(i) * i).Sum())
        Add("q points", Function(x) (From i In Enumerable.Range(0, 2) Select p = New Point(x(i), x(i + 1)) Select p.Norm).Sum())
        Add("q anonymous", Function(x) (From i In Enumerable.Range(0, 3) Select v = x(i), w = x(i) * i Where w >= 0 Select v * w).Sum())
        Add("q toarray", Function(x) (From v In x Select v * v).ToArray().Sum())
        Add("q while", Function(x) (From v In x Take While v < 0.5 Select v * v).Sum())
        Add("q foreach", AddressOf QueryLoop)
    End Sub
    Private Function QueryLoop(x As Double()) As Double
        Dim s = 0.0
        For Each p In From v In x Where v > 0.35 Order By v Select v, sq = v * v
            s += p.v * p.sq
        Next
        Return s
    End Function
    Private Function Grouped(x As Double()) As Double
        Dim q = From v In x Group v By big = v > 0.35 Into parts = Group, total = Sum(v)
                Select total * total + parts.Count()
        Return q.Sum()
    End Function
    Private Function Joined(x As Double()) As Double
        Dim k = {0, 1, 2}
        Return (From i In k Join j In k On i Equals j Select x(i) * x(j)).Sum()
    End Function
End Module
