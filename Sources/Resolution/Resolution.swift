/// What may be done about a break 差错, who must approve it, and what follows from it: a pure state
/// machine of decisions and of the life of breaks.
package enum Resolution {}
