namespace AutoDiff.Perf.Cases.AdBench;

/// <summary>Distances between measured points and the surface of a hand whose pose is given by 26 numbers θ: the third objective of ADBench.</summary>
/// <remarks>
/// θ: rotation of the hand (angle times axis, 3), translation (3), and for each of five fingers two angles of its first joint and one of the next two.
/// </remarks>
public static class HandTracking
{
    /// <summary>The numbers in θ.</summary>
    public const int PoseSize = 26;

    /// <summary>The numbers of a transformation: three rows of a 4 x 4 matrix whose last row is (0, 0, 0, 1).</summary>
    public const int TransformSize = 12;

    private const int Fingers = 5;
    private const int FirstFingerBone = 2;
    private const int BonesOfFinger = 4;
    private const int AnglesOfFinger = 4;

    /// <summary>Measured point minus corresponding vertex.</summary>
    /// <param name="pose">θ.</param>
    /// <param name="problem">The hand and the points.</param>
    /// <returns>Three numbers for each point.</returns>
    public static double[] Errors(double[] pose, HandProblem problem)
    {
        double[] transforms = Transforms(pose, problem.Hand), global = new double[9], vertex = new double[3];
        AngleAxis(pose, global);
        double[] errors = new double[problem.Points.Length];
        for (int i = 0; i < problem.Correspondences.Length; i++)
        {
            Place(problem.Hand, problem.Correspondences[i], transforms, vertex);
            for (int row = 0; row < 3; row++)
                errors[(3 * i) + row] = problem.Points[(3 * i) + row] - Moved(global, pose, vertex, row);
        }

        return errors;
    }

    /// <summary>Measured point minus u₁·v₁ + u₂·v₂ + (1 - u₁ - u₂)·v₃ on the corresponding triangle.</summary>
    /// <param name="places">u₁ and u₂ of each point.</param>
    /// <param name="pose">θ.</param>
    /// <param name="problem">The hand and the points.</param>
    /// <returns>Three numbers for each point.</returns>
    public static double[] ErrorsOnSurface(double[] places, double[] pose, HandProblem problem)
    {
        double[] transforms = Transforms(pose, problem.Hand), global = new double[9], vertex = new double[3], surface = new double[3];
        AngleAxis(pose, global);
        double[] errors = new double[problem.Points.Length];
        for (int i = 0; i < problem.Correspondences.Length; i++)
        {
            double u = places[2 * i], v = places[(2 * i) + 1];
            Array.Clear(surface);
            for (int corner = 0; corner < 3; corner++)
            {
                Place(problem.Hand, problem.Hand.Triangles[(3 * problem.Correspondences[i]) + corner], transforms, vertex);
                double share = corner == 0 ? u : corner == 1 ? v : 1 - u - v;
                for (int row = 0; row < 3; row++)
                    surface[row] += share * vertex[row];
            }

            for (int row = 0; row < 3; row++)
                errors[(3 * i) + row] = problem.Points[(3 * i) + row] - Moved(global, pose, surface, row);
        }

        return errors;
    }

    /// <summary><see cref="ErrorsOnSurface"/> of one array: the places, then θ.</summary>
    public static double[] ErrorsOfAll(double[] all, HandProblem problem) =>
        ErrorsOnSurface(all[..^PoseSize], all[^PoseSize..], problem);

    /// <summary>A row of rotation · vertex + translation.</summary>
    private static double Moved(double[] global, double[] pose, double[] vertex, int row) =>
        (global[3 * row] * vertex[0]) + (global[(3 * row) + 1] * vertex[1]) + (global[(3 * row) + 2] * vertex[2]) + pose[3 + row];

    /// <summary>Where a vertex is when the bones it hangs on have moved.</summary>
    private static void Place(HandModel hand, int vertex, double[] transforms, double[] placed)
    {
        double x = hand.Vertices[3 * vertex], y = hand.Vertices[(3 * vertex) + 1], z = hand.Vertices[(3 * vertex) + 2];
        Array.Clear(placed);
        for (int k = hand.WeightStarts[vertex]; k < hand.WeightStarts[vertex + 1]; k++)
        {
            int t = TransformSize * hand.WeightBones[k];
            for (int row = 0; row < 3; row++)
            {
                int r = t + (4 * row);
                placed[row] += hand.Weights[k] * ((transforms[r] * x) + (transforms[r + 1] * y) + (transforms[r + 2] * z) + transforms[r + 3]);
            }
        }
    }

    /// <summary>For each bone what takes the hand at rest to the pose: absolute · inverse of absolute at rest.</summary>
    private static double[] Transforms(double[] pose, HandModel hand)
    {
        int bones = hand.Parents.Length;
        double[] absolutes = new double[TransformSize * bones], transforms = new double[TransformSize * bones];
        double[] turn = new double[TransformSize], relative = new double[TransformSize];
        for (int bone = 0; bone < bones; bone++)
        {
            Turn(pose, bone, turn);
            int parent = hand.Parents[bone];
            if (parent < 0)
            {
                Multiply(hand.Relatives, TransformSize * bone, turn, 0, absolutes, TransformSize * bone);
            }
            else
            {
                Multiply(hand.Relatives, TransformSize * bone, turn, 0, relative, 0);
                Multiply(absolutes, TransformSize * parent, relative, 0, absolutes, TransformSize * bone);
            }

            Multiply(absolutes, TransformSize * bone, hand.Inverses, TransformSize * bone, transforms, TransformSize * bone);
        }

        return transforms;
    }

    /// <summary>The rotation of a joint, by its angles about x, z and y: Rz·Ry·Rx.</summary>
    private static void Turn(double[] pose, int bone, double[] turn)
    {
        double x = 0, z = 0;
        int finger = (bone - FirstFingerBone) / BonesOfFinger, joint = (bone - FirstFingerBone) % BonesOfFinger;
        if (bone >= FirstFingerBone && finger < Fingers && joint < 3)
        {
            int first = 6 + (AnglesOfFinger * finger);
            x = joint == 0 ? pose[first] : pose[first + 1 + joint];
            z = joint == 0 ? pose[first + 1] : 0;
        }

        double sx = Math.Sin(x), cx = Math.Cos(x), sz = Math.Sin(z), cz = Math.Cos(z);
        turn[0] = cz;
        turn[1] = -sz * cx;
        turn[2] = sz * sx;
        turn[4] = sz;
        turn[5] = cz * cx;
        turn[6] = -cz * sx;
        turn[8] = 0;
        turn[9] = sx;
        turn[10] = cx;
    }

    private static void Multiply(double[] a, int atA, double[] b, int atB, double[] product, int at)
    {
        for (int row = 0; row < 12; row += 4)
        {
            double x = a[atA + row], y = a[atA + row + 1], z = a[atA + row + 2];
            for (int column = 0; column < 4; column++)
                product[at + row + column] = (x * b[atB + column]) + (y * b[atB + 4 + column]) + (z * b[atB + 8 + column]);
            product[at + row + 3] += a[atA + row + 3];
        }
    }

    /// <summary>The rotation matrix of the first three numbers of θ; the identity below an angle of 1E-4.</summary>
    private static void AngleAxis(double[] pose, double[] rotation)
    {
        double angle = Math.Sqrt((pose[0] * pose[0]) + (pose[1] * pose[1]) + (pose[2] * pose[2]));
        if (angle < 1e-4)
        {
            rotation[0] = rotation[4] = rotation[8] = 1;
            return;
        }

        double x = pose[0] / angle, y = pose[1] / angle, z = pose[2] / angle, s = Math.Sin(angle), c = Math.Cos(angle);
        rotation[0] = (x * x) + ((1 - (x * x)) * c);
        rotation[1] = (x * y * (1 - c)) - (z * s);
        rotation[2] = (x * z * (1 - c)) + (y * s);
        rotation[3] = (x * y * (1 - c)) + (z * s);
        rotation[4] = (y * y) + ((1 - (y * y)) * c);
        rotation[5] = (y * z * (1 - c)) - (x * s);
        rotation[6] = (x * z * (1 - c)) - (y * s);
        rotation[7] = (z * y * (1 - c)) + (x * s);
        rotation[8] = (z * z) + ((1 - (z * z)) * c);
    }
}
