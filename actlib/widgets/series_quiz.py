"""The quiz over the whole series: fifteen questions, and for every miss the notebook to go back to."""

import html
from dataclasses import dataclass

import anywidget
import traitlets

from . import script, style

TITLES = {
    "00_start_here": "Start here",
    "01_why_activation_functions": "Why activation functions?",
    "02_what_activations_do": "What activations do",
    "03_one_neuron": "One neuron",
    "04_sigmoid_and_tanh": "Sigmoid and Tanh",
    "05_relu_and_leaky_relu": "ReLU and Leaky ReLU",
    "06_swish": "Swish",
    "07_gradients": "Gradients",
    "08_forward_pass": "The forward pass",
    "09_applications": "Applications",
    "10_tools": "Tools",
    "11_trends_and_challenges": "Trends and challenges",
    "12_questions_and_answers": "Questions and answers",
}


@dataclass(frozen=True)
class Question:
    """One question: `options` maps each option to the reason why it is right or wrong."""

    notebook: str
    text: str
    options: dict
    answer: str

    def __post_init__(self):
        if self.notebook not in TITLES:
            raise ValueError(f"notebook must be one of {', '.join(TITLES)}, got {self.notebook!r}")
        if len(self.options) < 2 or not all(self.options.values()):
            raise ValueError(f"options must be two or more, each with a reason: {self.text!r}")
        if self.answer not in self.options:
            raise ValueError(f"answer must be one of the options, got {self.answer!r}")


QUESTIONS = [
    Question(
        "00_start_here",
        "A figure draws a function solid and its slope dashed. For all x < 0 the dashed line lies at 0. What does the "
        "solid line do there?",
        {
            "it lies at 0": "It may, as ReLU does. But 5 + ReLU has the same slope and lies at 5.",
            "it falls towards 0": "Then its slope would be negative there.",
            "it has a kink": "A kink is where the slope jumps. Here it stays the same.",
            "it is level": "Slope 0 says that it neither rises nor falls, at whatever height it lies.",
        },
        "it is level",
    ),
    Question(
        "01_why_activation_functions",
        "Ten linear layers without activation functions, each 100 neurons wide inside, lead from 4 inputs to 3 outputs."
        " How many numbers does the one layer need that does the same?",
        {
            "15": "A matrix of 3 · 4 = 12 weights and 3 biases. The width in between leaves no trace.",
            "81,603": "That is what the ten layers hold. They merge into one matrix, whose size depends on the inputs "
            "and outputs alone.",
            "12": "The matrix has 12 entries, but the shift has 3 more.",
            "None: ten layers do more than one": "Without φ they do not: W₂(W₁x + b₁) + b₂ is one layer again.",
        },
        "15",
    ),
    Question(
        "02_what_activations_do",
        "Which of these does the universal approximation theorem promise for one hidden layer?",
        {
            "Gradient descent finds the weights": "It says that weights exist, not how to find them.",
            "A hundred units are enough": "It gives no number. Some curves need many more than others.",
            "On a compact set, any accuracy": "With enough units, for a continuous curve and a continuous φ that is not "
            "a polynomial. That is all that it promises.",
            "Outside the set it is right, too": "About other inputs it says nothing at all.",
        },
        "On a compact set, any accuracy",
    ),
    Question(
        "03_one_neuron",
        "A neuron has w = (2, −1), b = 0.5 and Leaky ReLU with α = 0.1. What is its output for x = (1, 3)?",
        {
            "−0.5": "That is net. It is negative, so φ multiplies it by α.",
            "0": "That would be ReLU.",
            "−0.05": "net = 2·1 − 1·3 + 0.5 = −0.5, and 0.1 · (−0.5) = −0.05.",
            "−0.1": "You left out the bias: net is −1 without it.",
        },
        "−0.05",
    ),
    Question(
        "04_sigmoid_and_tanh",
        "How many times steeper is Tanh at 0 than Sigmoid?",
        {
            "equally steep": "Both are steepest at 0, but σ rises from 0 to 1 and tanh from −1 to 1.",
            "twice": "tanh(x) = 2σ(2x) − 1: the 2 in front and the 2 inside both count.",
            "e times": "No e is left at x = 0: σ′(0) = ½ · ½ and tanh′(0) = 1 − 0².",
            "four times": "tanh′(0) = 1 and σ′(0) = ¼. From tanh(x) = 2σ(2x) − 1 follows tanh′(x) = 4σ′(2x).",
        },
        "four times",
    ),
    Question(
        "05_relu_and_leaky_relu",
        "For which slopes α ≥ 0 is np.maximum(alpha * x, x) Leaky ReLU?",
        {
            "for all": "With α = 2 it gives −2 at x = −2. Leaky ReLU gives −4 there.",
            "for α ≤ 1": "Up to 1, αx is the larger of the two where x is negative. Beyond, the larger one is x.",
            "only for α = 0": "That is ReLU. But α = 0.01 works as well.",
            "only for α > 1": "There it fails on both sides of 0.",
        },
        "for α ≤ 1",
    ),
    Question(
        "05_relu_and_leaky_relu",
        "No example reaches a ReLU unit of the first layer: net < 0 for each of them. It learns by plain gradient "
        "descent. What lets it learn again?",
        {
            "more steps": "Its gradient is exactly 0. A thousand times nothing is nothing.",
            "a larger learning rate": "It multiplies a gradient of exactly 0.",
            "an output layer that learns faster": "Whatever arrives from behind is multiplied by φ′(net) = 0.",
            "Leaky ReLU in its place": "Now the factor is α instead of 0, and the weights move.",
        },
        "Leaky ReLU in its place",
    ),
    Question(
        "06_swish",
        "You move β of Swish from 1 to 2. What happens to its lowest point?",
        {
            "half as far out, half as deep": "swish₂(x) = swish₁(2x)/2: the same curve at half the size.",
            "twice as far out, twice as deep": "The other way round: a large β comes close to ReLU, which has no dip.",
            "half as far out, just as deep": "The scaling acts in both directions: swish_β(x) = swish₁(βx)/β.",
            "it disappears": "For every β > 0 there is exactly one lowest point. Only its size changes.",
        },
        "half as far out, half as deep",
    ),
    Question(
        "07_gradients",
        "Ten sigmoid neurons in a chain, every weight 1. How large can the slope of the whole chain be at most?",
        {
            "1": "Each layer multiplies by φ′, and φ′ of the sigmoid is never above ¼.",
            "2.5": "The factors are multiplied, not added.",
            "about 10⁻⁶": "(¼)¹⁰ = 1/1,048,576, and only if every net input were 0.",
            "exactly 0": "Very small, but never 0: σ′ is positive everywhere.",
        },
        "about 10⁻⁶",
    ),
    Question(
        "07_gradients",
        "Twenty ReLU neurons in a chain, all with the same weight w > 0; the input is positive. For which w does the "
        "slope of the chain neither vanish nor explode?",
        {
            "for every w": "ReLU's slope is 1, but the weights are factors, too: with w = 0.5 the slope is 0.5²⁰.",
            "for w = 0.5": "Each layer halves it then: 0.5²⁰ is about one in a million.",
            "for w = 1": "Each layer multiplies by w · 1, and w²⁰ stays 1. φ is half of the story.",
            "for none": "Every net input is positive, so every gate is open, and the slope is w²⁰.",
        },
        "for w = 1",
    ),
    Question(
        "08_forward_pass",
        "In the document's program every net input is positive. Which outputs equal the net inputs exactly?",
        {
            "those of ReLU only": "Leaky ReLU, too, is x for every positive x.",
            "those of ReLU and Leaky ReLU": "For x > 0 both are x itself. They differ only where x is negative.",
            "those of ReLU, Leaky ReLU and Swish": "Swish multiplies by σ(x), which is below 1.",
            "none": "For x > 0 ReLU is max(0, x) = x.",
        },
        "those of ReLU and Leaky ReLU",
    ),
    Question(
        "09_applications",
        "A generator is to paint pixels with values between −1 and 1. Which function suits its output layer?",
        {
            "Tanh": "Its range is (−1, 1), centred on 0.",
            "ReLU": "It paints nothing below 0, and has no upper end.",
            "Sigmoid": "It stays between 0 and 1: the darker half is out of reach.",
            "Leaky ReLU": "It reaches every number, also those that are not pixels.",
        },
        "Tanh",
    ),
    Question(
        "10_tools",
        "You rebuild a PyTorch network in Keras 3 with the layer LeakyReLU and leave every setting at its default. "
        "What changes?",
        {
            "nothing": "The formula is the same, the default is not.",
            "the slope on the right": "It is 1 in both.",
            "the place of the kink": "It lies at 0 in both.",
            "the slope on the left": "It is 0.01 in PyTorch and 0.3 in the layer of Keras 3. Write it down in your code.",
        },
        "the slope on the left",
    ),
    Question(
        "11_trends_and_challenges",
        "A neuron gets 100 independent inputs instead of 25, each with mean 0 and spread 1, and its weights are drawn "
        "as before. What does the spread of net do?",
        {
            "it stays": "That would take weights that are drawn smaller, as Xavier's and He's are.",
            "it doubles": "Variances add: the spread grows as √n, and √(100/25) = 2.",
            "it grows four times": "The variance does. The spread is its root.",
            "it halves": "That is what the mean of the inputs would do. net is a sum.",
        },
        "it doubles",
    ),
    Question(
        "12_questions_and_answers",
        "A gate σ(net) multiplies a memory at each of 50 steps. With which net is more than half of it left at the end?",
        {
            "net = 0, where σ is steepest": "σ(0) = ½, and (½)⁵⁰ leaves nothing that could be seen.",
            "net = 6, where σ is nearly flat": "σ(6) = 0.9975, and 0.9975⁵⁰ is 88 %. It remembers because it is saturated.",
            "net = 1, where σ is above a half": "σ(1) = 0.731, and 0.731⁵⁰ is less than one in a million.",
            "net = −6, where σ is nearly flat, too": "σ(−6) = 0.0025: saturated at the other end, the gate forgets at once.",
        },
        "net = 6, where σ is nearly flat",
    ),
]


class FinalQuiz(anywidget.AnyWidget):
    """The quiz on the page. `chosen` holds the index of the option for each question, −1 where none is chosen yet."""

    _esm = script("dom", "series_quiz")
    _css = style("series_quiz")
    questions = traitlets.List().tag(sync=True)
    chosen = traitlets.List().tag(sync=True)

    def __init__(self, questions):
        self._questions = list(questions)
        super().__init__(
            questions=[
                {
                    "text": q.text,
                    "options": list(q.options),
                    "reasons": list(q.options.values()),
                    "answer": list(q.options).index(q.answer),
                    "notebook": q.notebook,
                    "title": TITLES[q.notebook],
                }
                for q in self._questions
            ],
            chosen=[-1] * len(self._questions),
        )

    @traitlets.validate("chosen")
    def _one_option_each(self, proposal):
        chosen = proposal["value"]
        counts = [len(question.options) for question in self._questions]
        if len(chosen) != len(counts) or not all(
            type(i) is int and -1 <= i < count for i, count in zip(chosen, counts)
        ):
            raise traitlets.TraitError(f"chosen must be {len(counts)} indices of options, −1 for none, got {chosen!r}")
        return chosen

    @property
    def score(self):
        """How many questions are answered right so far."""
        return sum(i >= 0 and list(q.options)[i] == q.answer for i, q in zip(self.chosen, self._questions))

    @property
    def revisit(self):
        """The notebooks of the questions that are answered wrong, in the order of the series, each once."""
        return sorted(
            {q.notebook for i, q in zip(self.chosen, self._questions) if i >= 0 and list(q.options)[i] != q.answer}
        )

    def _repr_mimebundle_(self, **kwargs):
        live, metadata = super()._repr_mimebundle_(**kwargs)
        lines, items = [], []
        for number, question in enumerate(self._questions, 1):
            lines += [f"{number}. {question.text}", *(f"   - {option}" for option in question.options)]
            options = "".join(f"<li>{html.escape(option)}</li>" for option in question.options)
            items.append(f"<li>{html.escape(question.text)}<ul>{options}</ul></li>")
        page = f"<ol>{''.join(items)}</ol><p>Run this cell to answer.</p>"
        return {**live, "text/plain": "\n".join(lines), "text/html": page}, metadata


def final_quiz():
    """Fifteen questions over the series: answer each once; the end names the notebook for every miss.

    Returns
    -------
    FinalQuiz
        With the trait `chosen`, and with `score` and `revisit`.
    """
    return FinalQuiz(QUESTIONS)
