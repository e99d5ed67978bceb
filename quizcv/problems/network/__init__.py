"""Networks layer by layer: what goes out of each layer, and what it costs, from a file that a person can write.

What is counted, here and wherever a question says nothing else:

- **Parameters** are what training changes: weights, biases, and the scale and shift of a normalisation. Running means and variances
  are not, nor is anything of a frozen normalisation. Weights that several layers share count once.
- **MACs** are the multiplications of convolutions, fully connected layers and the two products of an attention. Biases, normalisation,
  pooling and sums count nothing. One MAC is two FLOPs.
- **Activations** are the values that layers give out for one image: convolutions, pooling, fully connected layers, attention, sums and
  products of branches. Normalisation, activation functions, flattening and concatenation are done in place.
- **The receptive field** is the theoretical one, not cut off at the image's border; of several branches the largest counts.
"""
