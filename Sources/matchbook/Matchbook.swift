@main
struct Matchbook {
    static func main() {}
}
