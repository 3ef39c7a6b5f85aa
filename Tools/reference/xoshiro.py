"""The first numbers of ReplicateGenerator's streams, by a second hand: SplitMix64 seeds xoshiro256** (prng.di.unimi.it)."""

MASK = (1 << 64) - 1


def split_mix(state):
    state = (state + 0x9E3779B97F4A7C15) & MASK
    z = state
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return state, z ^ (z >> 31)


def rotl(x, k):
    return ((x << k) | (x >> (64 - k))) & MASK


def stream(seed, replicate, count):
    _, first = split_mix(seed)
    seeder = (first + replicate * 0xD1342543DE82EF95) & MASK
    s = []
    for _ in range(4):
        seeder, value = split_mix(seeder)
        s.append(value)
    numbers = []
    for _ in range(count):
        numbers.append((rotl((s[1] * 5) & MASK, 7) * 9) & MASK)
        t = (s[1] << 17) & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotl(s[3], 45)
    return numbers


# The first output of SplitMix64 seeded with 1234567, as rosettacode.org and the authors' C program give it.
assert split_mix(1234567)[1] == 6457827717110365317
for seed, replicate in ((42, 0), (42, 7), (1, 3)):
    print(seed, replicate, *(f"0x{value:016x}" for value in stream(seed, replicate, 4)))
