import Testing

@testable import Reports

@Suite struct WaterfallTests {
    struct Case: Sendable {
        var left: Int128
        var steps: [Int128]
        var right: Int128
    }

    @Test(arguments: [
        Case(left: 33_440, steps: [-2_500, 118_000, -9_800], right: 139_140),
        Case(left: 10_000_000, steps: [-2_800, 5_000], right: 10_002_200),
        Case(left: 0, steps: [], right: 0),
        Case(left: -500, steps: [700], right: 200),
        Case(left: 100, steps: [-100], right: 0),
        Case(left: 0, steps: [12_345_678_901_234_567_890], right: 12_345_678_901_234_567_890),
    ])
    func barsStayInsideThePictureAndAreSeen(item: Case) {
        let bars = Waterfall(
            leftTotal: item.left, steps: item.steps, rightTotal: item.right
        ).bars
        #expect(bars.count == item.steps.count + 2)
        for bar in bars {
            #expect(bar.start >= 0 && bar.length >= Waterfall.leastLength)
            #expect(bar.start + bar.length <= Waterfall.width)
        }
    }

    @Test func stepsBeginWhereTheLastOneEnded() {
        let bars = Waterfall(leftTotal: 400, steps: [200, -100, 500], rightTotal: 1_000).bars
        #expect(bars.map(\.start) == [0, 400, 500, 500, 0])
        #expect(bars.map(\.length) == [400, 200, 100, 500, 1_000])
    }

    @Test func anAxisThatDoesNotStartAtZeroIsMarked() {
        let bars = Waterfall(leftTotal: 10_000_000, steps: [2_200], rightTotal: 10_002_200).bars
        #expect(bars[0].isCut && bars[2].isCut && !bars[1].isCut)
        #expect(bars[1].length > 500)
    }
}
