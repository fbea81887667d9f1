package org.openledger.bench.intake;

import java.util.List;

/** Sentences, and the same said in other words: written by hand, so that no rule of the search made them. */
final class Paraphrases {
    private static final String PAIRS = """
            Bread goes stale faster in the refrigerator than on the counter. | Keeping a loaf in the fridge makes it dry out sooner than leaving it out.
            The museum is closed on Mondays except for public holidays. | You cannot visit the museum on a Monday unless it happens to be a holiday.
            Restart the router if the connection drops more than twice a day. | When you lose the network three times within a day, turn the modem off and on again.
            Bees tell each other where flowers are by dancing. | With a dance, a honeybee shows the rest of the hive the way to blossoms.
            Water boils at a lower temperature on high mountains. | High up in the mountains, less heat is needed to bring a pot to the boil.
            The contract ends without notice when the project is finished. | Once the work is done, the agreement is over and nobody has to cancel it.
            Cats sleep most of the day because they hunt at dusk and dawn. | Since they go after prey in twilight, cats doze through the daylight hours.
            A passport must be valid for six months after the journey. | Half a year has to remain on your passport when you come back from a trip.
            Penguins keep their eggs warm by standing close together. | To stop the cold from reaching the eggs, penguins huddle in crowds.
            You should change the oil of the engine every ten thousand kilometres. | Every 10,000 km the motor needs fresh oil.
            Children learn a second language more easily than adults. | It is simpler for the young than for grown-ups to pick up another tongue.
            The library lends books for four weeks and extends that once. | Books may be kept for a month and renewed a single time.
            Iron rusts when it meets water and air. | Moisture and oxygen together make steel corrode.
            The moon pulls on the oceans and so makes the tides. | Tides rise and fall because lunar gravity draws the sea.
            Never leave a candle burning when you go out. | Blow out the flame before you leave the house.
            Tomatoes ripen after picking when they lie beside apples. | Put an apple next to green tomatoes and they turn red.
            The train to the coast leaves from platform four at noon. | At twelve o'clock the seaside service departs, track number 4.
            Most of the weight of a tree comes from the air. | Trees build nearly all of their mass out of carbon dioxide, not soil.
            The warranty does not cover damage by water. | If the device got wet, the repair is not free of charge.
            Exercise in the morning helps people to sleep at night. | Those who train early in the day rest better after dark.
            Salt lowers the freezing point, so it melts ice on roads. | Streets are salted in winter because brine stays liquid in frost.
            Her grandfather built the house with his own hands. | The home was made by her mother's father himself.
            The meeting was moved to Thursday because the manager is ill. | As the boss is sick, we will talk on Thursday instead.
            Whales breathe air and have to come up for it. | Because they have lungs, whales must surface again and again.
            A password should be long rather than complicated. | Length matters more than strange symbols when you choose a secret word.
            Sharks have no bones, only cartilage. | The skeleton of a shark is made of gristle.
            The shop gives the money back within thirty days. | For a month after buying, you can return things and get a refund.
            Glass is made by melting sand. | Heat grains of quartz until they flow and you have the stuff of windows.
            Birds fly south in winter since food becomes rare. | Lack of things to eat in the cold season sends flocks to warmer countries.
            Vaccines teach the body to recognise a germ. | An injection prepares the immune system so that it knows the disease when it comes.
            The river floods the valley every spring when snow melts. | In April the thaw makes the stream overflow into the lowlands.
            Old photographs fade when they hang in the sun. | Daylight bleaches prints that are many years old.
            Wolves live in families and raise their young together. | A pack is a group of relatives who bring up the pups jointly.
            The recipe needs two eggs and a cup of flour. | Take one cup flour, crack a pair of eggs, that is all you need.
            It is forbidden to fish here without a licence. | Anglers must have a permit at this lake.
            A full moon rises at sunset. | When the sun goes down, a complete lunar disc comes up.
            The patient should take one tablet after each meal. | Swallow a pill whenever you have eaten.
            Diamonds and coal are both made of carbon. | The same element is found in a gemstone and in what we burn in stoves.
            The bridge can carry trucks of up to twelve tonnes. | Lorries heavier than 12 t must not cross.
            Dogs hear higher tones than people do. | A sound can be too shrill for our ears and still be noticed by a hound.
            """;

    private Paraphrases() {}

    /** A sentence and another that says the same. */
    record Pair(String one, String other) {}

    static List<Pair> all() {
        return PAIRS.lines()
                .map(line -> line.split(" \\| ", -1))
                .map(parts -> new Pair(parts[0], parts[1]))
                .toList();
    }
}
